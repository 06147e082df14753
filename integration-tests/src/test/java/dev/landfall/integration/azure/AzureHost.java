package dev.landfall.integration.azure;

import com.azure.data.tables.TableClient;
import com.azure.storage.queue.QueueServiceClient;
import com.azure.storage.queue.models.QueueStorageException;
import dev.landfall.controlplane.records.Records;
import dev.landfall.emulators.Azurite;
import dev.landfall.emulators.FaultPlan;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.functionsazure.table.TableRecords;
import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.CloudHost;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.JavaProcess;
import dev.landfall.integration.process.SteadyPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code functions-azure} on a small Functions host in a process of its own, over Azurite and a fake Key Vault. */
public final class AzureHost implements CloudHost {

    private static final Duration START = Duration.ofSeconds(60);

    private static final String NAME = "landfall";

    /** Longer than any event takes here. */
    private static final Duration HELD = Duration.ofSeconds(10);

    private final Path folder;
    private final AzureEmulation azure = AzureEmulation.start();
    private final IdentityEndpoint identity = IdentityEndpoint.start();
    private final Optional<FaultPlan> faults;
    private final Map<URI, FaultProxy> proxies = new HashMap<>();
    private JavaProcess process;
    private URI uri;
    private final String token;

    private AzureHost(Path folder, Optional<FaultPlan> faults) {
        this.folder = folder;
        this.faults = faults;
        process = launch(SteadyPort.free());
        uri = awaitReady();
        token = azure.awaitToken(this::output);
    }

    public static AzureHost start(Path folder) {
        return new AzureHost(folder, Optional.empty());
    }

    /** The same with faults before all services; messages that were not handled come again soon. */
    public static AzureHost startFaulty(Path folder) {
        return new AzureHost(folder, Optional.of(new FaultPlan()));
    }

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public String adminToken() {
        return token;
    }

    /** A runner must believe the emulator's certificate. */
    @Override
    public Map<String, String> runnerEnvironment() {
        return azure.trust();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void restart() {
        process = launch(uri.getPort());
        uri = awaitReady();
    }

    @Override
    public String output() {
        return process.output();
    }

    @Override
    public FaultPlan faults() {
        return faults.orElseThrow();
    }

    /** As an administrator runs a function by hand in Azure. */
    @Override
    public void tick() {
        var request = HttpRequest.newBuilder(URI.create(uri + "/admin/functions/tick"))
                .timeout(START)
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        try (var client = HttpClient.newHttpClient()) {
            client.send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Records records() {
        return new TableRecords(table(), InstantSource.system());
    }

    @Override
    public String storedText() {
        return table().listEntities().stream()
                .map(entity -> String.valueOf(entity.getProperties()))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void send(String queue, String message) {
        queues().getQueueClient(NAME + "-" + queue).sendMessage(message);
    }

    @Override
    public long messages(String queue) {
        return queues().getQueueClient(NAME + "-" + queue).getProperties().getApproximateMessagesCountLong();
    }

    /** There is no such queue before the first one. */
    @Override
    public long deadEvents() {
        try {
            return messages("events-poison");
        } catch (QueueStorageException e) {
            return 0;
        }
    }

    @Override
    public void deleteQueue(String queue) {
        queues().deleteQueue(NAME + "-" + queue);
    }

    @Override
    public List<String> platformSecrets() {
        return List.of(Azurite.ACCOUNT_KEY, IdentityEndpoint.HEADER, "sig=", "eyJhbGciOiJub25lIi");
    }

    private TableClient table() {
        return azure.clients(azure.http()).table(azure.azurite().table(), NAME);
    }

    private QueueServiceClient queues() {
        return azure.clients(azure.http()).queues(azure.azurite().queue());
    }

    @Override
    public void close() {
        process.close();
        proxies.values().forEach(FaultProxy::close);
        identity.close();
        azure.close();
    }

    private JavaProcess launch(int port) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(azure.trust());
        environment.putAll(identity.environment());
        environment.putAll(azure.settings());
        faults.ifPresent(plan -> environment.putAll(faulty(plan)));
        return JavaProcess.start(
                folder.resolve("functions.log"),
                environment,
                AzureHostMain.class.getName(),
                List.of(
                        Checkout.root()
                                .resolve("functions-azure/src/main/function-app")
                                .toString(),
                        String.valueOf(port),
                        ready().toString()));
    }

    private Map<String, String> faulty(FaultPlan plan) {
        var azurite = azure.azurite();
        var vault = behind(azure.vault().uri(), plan);
        return Map.of(
                "LANDFALL_TABLE_ENDPOINT",
                behind(azurite.table(), plan).toString(),
                "LANDFALL_QUEUE_ENDPOINT",
                behind(azurite.queue(), plan).toString(),
                "LANDFALL_BLOB_ENDPOINT",
                behind(azurite.blob(), plan).toString(),
                "LANDFALL_VAULT",
                vault.toString(),
                "LANDFALL_SIGNING_KEY",
                vault + azure.vault().keyId().getPath(),
                HostSettings.VISIBILITY,
                LocalTime.MIN.plus(COMES_AGAIN).format(DateTimeFormatter.ISO_LOCAL_TIME),
                FunctionsHost.HELD_SECONDS,
                String.valueOf(HELD.toSeconds()));
    }

    private URI behind(URI service, FaultPlan plan) {
        return proxies.computeIfAbsent(
                        service,
                        before ->
                                FaultProxy.before(before, plan, azure.azurite().trustStore()))
                .uri();
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private URI awaitReady() {
        return Conditions.eventually(START, () -> "the host to be ready:\n" + process.output(), () -> {
            if (!process.alive() && !Files.exists(ready())) {
                throw new AssertionError("the host ended:\n" + process.output());
            }
            try {
                return Files.exists(ready()) ? Optional.of(URI.create(Files.readString(ready()))) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
