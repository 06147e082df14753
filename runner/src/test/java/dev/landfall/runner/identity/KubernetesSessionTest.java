package dev.landfall.runner.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity.KubernetesServiceAccount;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.identity.kubernetes.KubernetesApi;
import dev.landfall.runner.identity.kubernetes.KubernetesSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesSessionTest {

    private static final KubernetesServiceAccount ACCOUNT = new KubernetesServiceAccount("apps", "deployer", null);

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer cluster = cluster();
    private volatile boolean denied;
    private volatile Duration life = Duration.ofMinutes(15);

    @TempDir
    private Path folder = Path.of("");

    private SampleJob job = new SampleJob(folder);

    @BeforeEach
    void runnersOwnToken() throws IOException {
        job = new SampleJob(folder);
        Files.writeString(folder.resolve("own-token"), "own\n");
    }

    @AfterEach
    void stop() {
        cluster.stop(0);
    }

    @Test
    void aTokenOfTheAccountIsRequestedWithTheRunnersOwn() throws IOException {
        try (var session = open(new KubernetesServiceAccount("apps", "deployer", "sts.amazonaws.com"))) {
            assertEquals(
                    List.of("POST /api/v1/namespaces/apps/serviceaccounts/deployer/token Bearer own"
                            + " {\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\","
                            + "\"spec\":{\"expirationSeconds\":900,\"audiences\":[\"sts.amazonaws.com\"]}}"),
                    asked);
            assertEquals("token-1", Files.readString(file(session)));
            assertFalse(session.environment().containsKey("KUBECONFIG"));
            assertTrue(job.masked.contains("token-1"));
            assertTrue(job.given.contains(file(session)));
        }
    }

    @Test
    void clientsOfTheClusterFindAKubeconfigThatNamesTheFile() throws IOException {
        try (var session = open(ACCOUNT)) {
            var config = Json.readTree(Files.readAllBytes(
                    Path.of(String.valueOf(session.environment().get("KUBECONFIG")))));
            assertEquals(
                    file(session).toString(),
                    config.at("/users/0/user/tokenFile").stringValue());
            assertEquals(
                    address().toString(),
                    config.at("/clusters/0/cluster/server").stringValue());
            assertEquals("apps", config.at("/contexts/0/context/namespace").stringValue());
        }
    }

    @Test
    void theTokenIsReplacedUntilTheJobEndsAndThenGone() throws Exception {
        life = Duration.ofMillis(400);
        var session = open(ACCOUNT);
        var file = file(session);
        await(() -> text(file).equals("token-3"));
        session.close();
        assertFalse(Files.exists(file));
    }

    @Test
    void aRefusalIsTheClustersOwnSentenceAndWhatToGrant() {
        denied = true;
        var refused = assertThrows(LandfallException.class, () -> open(ACCOUNT));
        assertEquals(ErrorKind.FORBIDDEN, refused.kind());
        var message = refused.publicMessage();
        assertTrue(message.contains("Kubernetes says: serviceaccounts \"deployer\" is forbidden"), message);
        assertTrue(message.contains("'create' on 'serviceaccounts/token'"), message);
        assertFalse(message.contains("own\n"), message);
    }

    @Test
    void aRefusalLaterIsToldAndTheTokenStays() throws Exception {
        life = Duration.ofMillis(400);
        try (var session = open(ACCOUNT)) {
            denied = true;
            await(() -> session.trouble().isPresent());
            assertTrue(text(file(session)).startsWith("token-"));
            assertEquals(1, job.notices.size());
        }
    }

    @Test
    void aRunnerOutsideOfAClusterSaysSo() {
        var refused = assertThrows(LandfallException.class, () -> KubernetesApi.ofPod(Map.of()));
        assertTrue(refused.publicMessage().contains("in no cluster"), refused.publicMessage());
    }

    private IdentitySession open(KubernetesServiceAccount account) {
        var api = new KubernetesApi(address(), folder.resolve("no-authority"), folder.resolve("own-token"));
        return KubernetesSession.open(account, api, job.surroundings(), InstantSource.system());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + cluster.getAddress().getPort());
    }

    private static Path file(IdentitySession session) {
        return Path.of(String.valueOf(session.environment().get("LANDFALL_KUBERNETES_TOKEN_FILE")));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not happen in time");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private HttpServer cluster() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            server.createContext("/", exchange -> {
                try (exchange) {
                    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                            + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
                    var reply = denied
                            ? "{\"kind\":\"Status\",\"message\":\"serviceaccounts \\\"deployer\\\" is forbidden\"}"
                            : "{\"status\":{\"token\":\"token-" + asked.size() + "\",\"expirationTimestamp\":\""
                                    + Instant.now().plus(life) + "\"}}";
                    var bytes = reply.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(denied ? 403 : 201, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
