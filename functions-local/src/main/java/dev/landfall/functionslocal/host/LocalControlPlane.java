package dev.landfall.functionslocal.host;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.time.RandomIds;
import dev.landfall.functionslocal.blob.BlobAddressSigner;
import dev.landfall.functionslocal.blob.FolderBlobs;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.functionslocal.http.BlobHandler;
import dev.landfall.functionslocal.http.GoneReceivers;
import dev.landfall.functionslocal.http.LocalHttpServer;
import dev.landfall.functionslocal.http.LocalRoutes;
import dev.landfall.functionslocal.http.LocalRoutes.LocalRoute;
import dev.landfall.functionslocal.http.LogStreamHandler;
import dev.landfall.functionslocal.http.PresenceHandler;
import dev.landfall.functionslocal.http.QueueHandler;
import dev.landfall.functionslocal.http.RouterHandler;
import dev.landfall.functionslocal.queue.QueueTokens;
import dev.landfall.functionslocal.secret.EncryptedFileSecretStore;
import dev.landfall.functionslocal.signing.FileSigner;
import dev.landfall.functionslocal.sqlite.SqliteJobQueues;
import dev.landfall.functionslocal.sqlite.SqliteRecords;
import dev.landfall.functionslocal.sqlite.SqliteStore;
import dev.landfall.functionslocal.wakeup.ProcessWakeUp;
import dev.landfall.protocol.signature.EcKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A whole control plane in this process: the functions that a cloud would run, over SQLite and folders. Everything that
 * was acknowledged survives a kill at any moment; starting again on the same folder goes on.
 */
public final class LocalControlPlane implements AutoCloseable {

    private static final Duration TICK = Duration.ofMinutes(1);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final LocalHttpServer server;
    private final DataFolder folder;
    private final SqliteStore store;
    private final ControlPlane controlPlane;
    private final String adminToken;

    private LocalControlPlane(LocalConfig config, InstantSource clock) {
        try {
            folder = DataFolder.open(config.data());
            store = own(SqliteStore.open(folder.database()));
            server = own(LocalHttpServer.bind(config.host(), config.port(), config.limits()));
            var hostKey = HostKey.readOrCreate(folder.keys().resolve("host.key"));
            var wakeUp = new ProcessWakeUp();
            var queueTokens = new QueueTokens(hostKey, clock);
            var queues = new SqliteJobQueues(store, server.uri(), queueTokens, wakeUp, clock);
            var addresses = new BlobAddressSigner(server.uri(), hostKey, clock);
            var blobs = new FolderBlobs(folder.blobs(), addresses);
            queues.create(QueueName.EVENTS);
            controlPlane = new ControlPlane(
                    new Ports(
                            new SqliteRecords(store, clock),
                            queues,
                            blobs,
                            EncryptedFileSecretStore.open(
                                    folder.secrets(), folder.keys().resolve("secrets.key")),
                            FileSigner.open(folder.keys(), clock),
                            wakeUp,
                            clock,
                            new RandomIds(clock)),
                    config.controlPlane());
            adminToken = AdminToken.of(controlPlane, config.orgName(), folder.adminToken());
            own(new EventPump(queues, controlPlane.events()::handle));
            own(new TickLoop(controlPlane.tick()::tick, TICK));
            server.serve(routes(queues, queueTokens, blobs, addresses));
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /**
     * Starts; when it returns, requests are served.
     *
     * @throws dev.landfall.protocol.error.LandfallException UNAVAILABLE when the folder is in use, damaged or cannot be
     *     written, or the port is taken; the message says what to do
     */
    public static LocalControlPlane start(LocalConfig config) {
        EcKeys.prepare();
        return new LocalControlPlane(config, InstantSource.system());
    }

    /** Where it is reached, without a trailing slash. */
    public URI uri() {
        return server.uri();
    }

    /** A token with the scope admin; secret. */
    public String adminToken() {
        return adminToken;
    }

    /** The file that holds the admin token. */
    public Path adminTokenFile() {
        return folder.adminToken();
    }

    public ControlPlane controlPlane() {
        return controlPlane;
    }

    /** Copies the store as of one moment into a new file, while everything goes on. */
    public void backup(Path target) {
        store.backup(target);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            closeQuietly(parts.pop());
        }
    }

    private LocalRoutes routes(
            SqliteJobQueues queues, QueueTokens queueTokens, FolderBlobs blobs, BlobAddressSigner addresses) {
        var router = controlPlane.router();
        var gone = new GoneReceivers();
        var presence = new PresenceHandler(token -> {
            var session = controlPlane.sessions().authenticate(token);
            return () -> {
                gone.add(session.bootId());
                controlPlane.runnerGone().connectionClosed(session.runner(), session.bootId());
            };
        });
        return new LocalRoutes(
                List.of(
                        new LocalRoute(QueueHandler.PATH, new QueueHandler(queues, queueTokens, gone)),
                        new LocalRoute(BlobHandler.PATH, new BlobHandler(blobs, addresses)),
                        new LocalRoute(LogStreamHandler.PATH, new LogStreamHandler(router)),
                        new LocalRoute(PresenceHandler.PATH, presence)),
                new RouterHandler(router));
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }

    private static void closeQuietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            org.slf4j.LoggerFactory.getLogger(LocalControlPlane.class)
                    .atWarn()
                    .setCause(e)
                    .log("a part did not close cleanly");
        }
    }
}
