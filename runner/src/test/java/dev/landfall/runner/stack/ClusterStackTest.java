package dev.landfall.runner.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AzureToken;
import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.protocol.stack.StackStatement;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.identity.PlayedEntra;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pod does for its stack before the runner starts, against a vault, Entra and a control plane on sockets. */
class ClusterStackTest {

    private static final String CLIENT = "11111111-2222-3333-4444-555555555555";
    private static final String KEY = "0123456789ABCDEF".repeat(4);
    private static final String SECRET = "https://acmebank-abc.vault.azure.net/secrets/landfall-plan-key";
    private static final String STATEMENT = """
            {"type":"azure","event":"create","stack":"/subscriptions/s/runner","tenant":"t","subscription":"s","resourceGroup":"g",
            "location":"westeurope","runnerClient":"c","runnerPrincipal":"p","cluster":"apps","planKey":"%s","runnerEnabled":true}""".replace("\n", "").formatted(SECRET);

    private final HttpTransport transport = new HttpTransport();
    private final PlayedEntra entra = new PlayedEntra();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server = server();
    private volatile int status = 200;
    private volatile String value = KEY;
    private volatile String body = "";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void trust() throws IOException {
        entra.trusting.add(CLIENT);
        Files.writeString(folder.resolve("token"), entra.assertion());
    }

    @AfterEach
    void close() {
        transport.close();
        entra.close();
        server.stop(0);
    }

    @Test
    void theCallIsWhatTheControlPlaneReads() {
        assertEquals("waiting", home(Map.of()).call(at("/v1/installs/in_1/phone-home"), STATEMENT));
        assertEquals(List.of("POST /v1/installs/in_1/phone-home/nonces", "POST /v1/installs/in_1/phone-home"), asked);
        var call = Json.read(body, PhoneHomeCall.class);
        assertEquals("nonce-1", call.identity().nonce());
        assertEquals(
                "token-1",
                assertInstanceOf(AzureToken.class, call.identity().proof()).token());
        assertEquals(
                "api://AzureADTokenExchange/.default", entra.forms.getFirst().get("scope"));
        assertEquals(STATEMENT, call.statement());
        assertEquals(
                "apps",
                assertInstanceOf(StackStatement.Azure.class, call.read()).cluster());
    }

    @Test
    void aRefusalIsTheControlPlanesOwnSentence() {
        status = 409;
        var problem = assertThrows(
                LandfallException.class, () -> home(Map.of()).call(at("/v1/installs/in_1/phone-home"), STATEMENT));
        assertEquals(ErrorKind.CONFLICT, problem.kind());
        assertTrue(problem.publicMessage().contains("another stack"), problem.publicMessage());
    }

    @Test
    void whatIsNoStatementIsToldToNobody() {
        assertThrows(LandfallException.class, () -> home(Map.of()).call(at("/v1/installs/in_1/phone-home"), "{}"));
        assertEquals(List.of(), asked);
    }

    @Test
    void aRunnerWithoutAManagedIdentityCannotCall() {
        var problem =
                assertThrows(LandfallException.class, () -> home(Map.of("LANDFALL_RUNNER_IDENTITY", "kubernetes")));
        assertTrue(problem.publicMessage().contains("LANDFALL_RUNNER_IDENTITY=azure"), problem.publicMessage());
    }

    @Test
    void theKeyOfPlansComesFromTheVaultForTheRunnerAlone() throws IOException {
        vault().fetch(SECRET);
        var file = folder.resolve("runner/plan.key");
        assertArrayEquals(HexFormat.of().parseHex(KEY), Files.readAllBytes(file));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(List.of("GET /secrets/landfall-plan-key?api-version=7.4 Bearer token-1"), asked);
        assertEquals("https://vault.azure.net/.default", entra.forms.getFirst().get("scope"));
    }

    @Test
    void theKeyTakesThePlaceOfAnother() throws IOException {
        vault().fetch(SECRET);
        value = KEY.toLowerCase(java.util.Locale.ROOT).replace('0', '9');
        vault().fetch(SECRET);
        assertArrayEquals(HexFormat.of().parseHex(value), Files.readAllBytes(folder.resolve("runner/plan.key")));
        try (var all = Files.list(folder.resolve("runner"))) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void whatIsNoKeyIsNotKeptAndNotShown() {
        value = "my-precious-secret";
        var problem = assertThrows(LandfallException.class, () -> vault().fetch(SECRET));
        assertFalse(problem.publicMessage().contains(value), problem.publicMessage());
        assertFalse(Files.exists(folder.resolve("runner/plan.key")));
    }

    @Test
    void aVaultThatRefusesSaysWhatToGrant() {
        status = 403;
        var problem = assertThrows(LandfallException.class, () -> vault().fetch(SECRET));
        assertEquals(ErrorKind.FORBIDDEN, problem.kind());
        assertTrue(problem.publicMessage().contains("Key Vault Secrets User"), problem.publicMessage());
        status = 503;
        assertEquals(
                ErrorKind.UNAVAILABLE,
                assertThrows(LandfallException.class, () -> vault().fetch(SECRET))
                        .kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.vault.azure.net.example.com/secrets/landfall-plan-key",
                "http://acme.vault.azure.net/secrets/landfall-plan-key",
                "https://vault.azure.net/secrets/landfall-plan-key",
                "https://acme.vault.azure.net/keys/landfall-plan-key",
                "https://user@acme.vault.azure.net/secrets/landfall-plan-key",
                "",
            })
    void aTokenForVaultsGoesNowhereElse(String address) {
        assertThrows(LandfallException.class, () -> vault().fetch(address));
        assertEquals(List.of(), asked);
        assertEquals(List.of(), entra.forms);
    }

    private PhoneHome home(Map<String, String> more) {
        return PhoneHome.of(config(more), transport, InstantSource.system());
    }

    private VaultKey vault() {
        return new VaultKey(
                config(Map.of()),
                transport,
                InstantSource.system(),
                address -> at(address.getRawPath() + "?" + address.getRawQuery()));
    }

    private RunnerConfig config(Map<String, String> more) {
        var environment = new HashMap<>(Map.of(
                "LANDFALL_RUNNER_IDENTITY",
                "azure",
                "LANDFALL_RUNNER_IDENTITY_CLIENT_ID",
                CLIENT,
                "LANDFALL_RUNNER_SERVER",
                "https://landfall.example.com",
                "LANDFALL_RUNNER_POOL",
                "pool_0001",
                "LANDFALL_RUNNER_DIR",
                folder.resolve("runner").toString(),
                "AZURE_FEDERATED_TOKEN_FILE",
                folder.resolve("token").toString(),
                "AZURE_TENANT_ID",
                PlayedEntra.TENANT,
                "AZURE_AUTHORITY_HOST",
                entra.authority()));
        environment.putAll(more);
        return RunnerConfig.from(environment);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private HttpServer server() {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            made.createContext("/", this::handle);
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var given = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = exchange.getRequestURI().toString();
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(exchange.getRequestMethod() + " " + path + (authorization == null ? "" : " " + authorization));
            var answer = "{\"value\":\"" + value + "\"}";
            if (path.endsWith("/nonces")) {
                answer = "{\"nonce\":\"nonce-1\",\"expiresAt\":\"2026-03-01T12:00:00Z\"}";
            } else if (path.endsWith("/phone-home")) {
                body = given;
                answer = status == 200
                        ? "{\"status\":\"waiting\"}"
                        : "{\"kind\":\"CONFLICT\",\"message\":\"The install has another stack.\"}";
            }
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.endsWith("/nonces") ? 200 : status, bytes.length);
            Objects.requireNonNull(exchange.getResponseBody()).write(bytes);
        }
    }
}
