package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Azurite: Blob, Queue and Table Storage in memory, over HTTPS with a certificate of its own, so that bearer tokens are
 * accepted as in Azure. Of a token it checks the form, audience and times, not the signature; roles do not exist. It does
 * not issue user-delegation keys for queues. Its clock can be moved.
 */
public final class Azurite implements AutoCloseable {

    /** The one account. */
    public static final String ACCOUNT = "devstoreaccount1";

    /** The publicly known key of {@link #ACCOUNT}; it protects nothing. */
    public static final String ACCOUNT_KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /** Of the file {@link #trustStore}; it protects nothing. */
    public static final String TRUST_STORE_PASSWORD = "azurite";

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(10);
    private static final int LOOK_EVERY_MILLIS = 10;
    private static final int SERVICES = 3;
    private static final int SHOWN_LOG_CHARACTERS = 4_000;

    private final Process process;
    private final Path folder;
    private final int[] ports;
    private final Writer commands;
    private Duration ahead = Duration.ZERO;

    private Azurite(Process process, Path folder, int[] ports) {
        this.process = process;
        this.folder = folder;
        this.ports = ports;
        this.commands = process.outputWriter(StandardCharsets.US_ASCII);
    }

    /** Starts; when it returns, all three services answer. The first start in a checkout installs it. */
    public static Azurite start() {
        try {
            var install = AzuriteInstall.installed();
            var folder = Files.createTempDirectory("landfall-azurite-");
            LoopbackCertificate.create(folder.resolve("azurite.p12"), TRUST_STORE_PASSWORD);
            var ports = freePorts();
            var azurite = new Azurite(spawn(install, folder, ports), folder, ports);
            azurite.awaitLog("successfully listening", SERVICES);
            return azurite;
        } catch (IOException e) {
            throw new UncheckedIOException("Azurite could not be started; are node and npm on the PATH?", e);
        }
    }

    public URI blob() {
        return service(0);
    }

    public URI queue() {
        return service(1);
    }

    public URI table() {
        return service(2);
    }

    /** PKCS #12 file with the certificate that the services show. */
    public Path trustStore() {
        return folder.resolve("azurite.p12");
    }

    /** Moves its clock forward. */
    public synchronized void advance(Duration time) {
        ahead = ahead.plusMillis(time.toMillis());
        try {
            commands.write("advance " + time.toMillis() + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("Azurite has ended:\n" + log(), e);
        }
        awaitLog("clock is ahead by " + ahead.toMillis() + " ms", 1);
    }

    /** A token such as a managed identity gets, but unsigned, which is enough here; it holds for a day. */
    public static String token(Instant now) {
        var issued = now.minusSeconds(60).getEpochSecond();
        var claims =
                "{\"aud\":\"https://storage.azure.com\",\"iss\":\"https://sts.windows.net/tenant/\",\"iat\":" + issued
                        + ",\"nbf\":" + issued + ",\"exp\":" + (issued + 86_400)
                        + ",\"oid\":\"00000000-0000-0000-0000-000000000001\",\"tid\":\"00000000-0000-0000-0000-000000000002\"}";
        return base64Url("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + base64Url(claims) + ".";
    }

    /** Trusts the certificate in a file such as {@link #trustStore} and no other. */
    public static SSLContext tls(Path trustStore) {
        try (var in = Files.newInputStream(trustStore)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, TRUST_STORE_PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls;
        } catch (IOException e) {
            throw new UncheckedIOException("The trust store " + trustStore + " could not be read.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The trust store " + trustStore + " is damaged.", e);
        }
    }

    /** What another server of this process may show the same certificate with. */
    public static SSLContext serverTls(Path trustStore) {
        try {
            return LoopbackCertificate.serverTls(trustStore, TRUST_STORE_PASSWORD);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The trust store " + trustStore + " cannot be used.", e);
        }
    }

    /** Its time. */
    public synchronized Instant now() {
        return Instant.now().plus(ahead);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS);
            for (var name : List.of("azurite.p12", "azurite.log")) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("The files of Azurite could not be removed.", e);
        }
    }

    private static Process spawn(AzuriteInstall install, Path folder, int[] ports) throws IOException {
        var program = install.program();
        return new ProcessBuilder(
                        "node",
                        "--require",
                        install.movableClock().toString(),
                        program.toString(),
                        "--inMemoryPersistence",
                        "--extentMemoryLimit",
                        "512",
                        "--skipApiVersionCheck",
                        "--disableTelemetry",
                        "--silent",
                        "--oauth",
                        "basic",
                        "--cert",
                        folder.resolve("azurite.p12").toString(),
                        "--pwd",
                        TRUST_STORE_PASSWORD,
                        "--blobPort",
                        String.valueOf(ports[0]),
                        "--queuePort",
                        String.valueOf(ports[1]),
                        "--tablePort",
                        String.valueOf(ports[2]))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("azurite.log").toFile())
                .start();
    }

    private static String base64Url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private URI service(int index) {
        return URI.create("https://127.0.0.1:" + ports[index] + "/" + ACCOUNT);
    }

    private static int[] freePorts() throws IOException {
        try (var blob = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var queue = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var table = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {blob.getLocalPort(), queue.getLocalPort(), table.getLocalPort()};
        }
    }

    private void awaitLog(String text, int times) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        try {
            while (log().split(text, -1).length <= times) {
                if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new IllegalStateException("Azurite ended, or did not say '" + text + "' within "
                            + READY_WITHIN + ":\n" + shown(log()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for Azurite.", e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("azurite.log"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "(its log could not be read: " + e.getMessage() + ")";
        }
    }

    private static String shown(String log) {
        return log.substring(Math.max(0, log.length() - SHOWN_LOG_CHARACTERS));
    }
}
