package dev.landfall.integration.jobrole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.integration.process.Conditions;
import dev.landfall.protocol.identity.JobIdentity.AwsRole;
import dev.landfall.protocol.identity.JobIdentity.AzureManagedIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs with unmodified SDKs outlive the sessions that they are given, and get nothing more when their job has ended. */
@Timeout(120)
class JobCredentialsIT {

    private static final String CLIENT = "11111111-2222-3333-4444-555555555555";

    /** The SDK for Java takes credentials anew in their last minute; so it keeps these for three seconds. */
    private static final Duration SESSION = Duration.ofSeconds(63);

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final HttpTransport transport = new HttpTransport();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void aProgramWithTheSdkOfAwsGoesOnBeyondItsSessionByItself() throws IOException {
        var ahead = new AtomicReference<>(Duration.ZERO);
        InstantSource runnersClock = () -> Instant.now().plus(ahead.get());
        var role = new AwsRole("arn:aws:iam::123456789012:role/maintenance", null, null);
        try (var sts = PlayedSts.start(SESSION, parameters -> Optional.empty())) {
            var session =
                    PlayedJob.open(sts.environment(), transport, runnersClock, folder, JobOperation.MAINTENANCE, role);
            var address = URI.create(variable(session.environment(), "AWS_CONTAINER_CREDENTIALS_FULL_URI"));
            try (session;
                    var child = SdkProcess.start(
                            folder, session.environment(), "aws", sts.uri().toString())) {
                assertTrue(child.call().endsWith("/ASIASESSION1"));
                ahead.set(SESSION.minusSeconds(15));
                var renewed = eventually(child, "ASIASESSION2");
                assertTrue(renewed.endsWith("/ASIASESSION2"), renewed);
                sts.end("ASIASESSION1");
                assertEquals(renewed, child.call());

                session.close();
                sts.end("ASIASESSION2");
                var failed = child.call();
                assertTrue(failed.startsWith("FAILED"), failed);
            }
            assertNobodyThere(address);
            try (var late = SdkProcess.start(
                    folder, session.environment(), "aws", sts.uri().toString())) {
                var failed = late.call();
                assertTrue(failed.startsWith("FAILED Unable to load credentials"), failed);
            }
            assertEquals(2, sts.asked().size());
        }
    }

    @Test
    void aProgramWithTheSdkOfAzureGetsTokensByItselfUntilItsJobEnds() throws IOException {
        var tokens = new AtomicInteger();
        var metadata = metadata(tokens);
        var host = "http://127.0.0.1:" + metadata.getAddress().getPort();
        var session = PlayedJob.open(
                Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", host),
                transport,
                InstantSource.system(),
                folder,
                JobOperation.MAINTENANCE,
                new AzureManagedIdentity(CLIENT));
        try (session;
                var child = SdkProcess.start(folder, session.environment(), "azure")) {
            assertEquals("token-1", child.call());
            assertEquals("token-2", eventually(child, "token-2"), "the first is near its end and is not kept");

            session.close();
            var failed = child.call();
            assertTrue(failed.startsWith("FAILED"), failed);
            assertEquals(2, tokens.get());
        } finally {
            metadata.stop(0);
        }
        assertNobodyThere(URI.create(variable(session.environment(), "IDENTITY_ENDPOINT")));
    }

    private static String eventually(SdkProcess child, String wanted) {
        var last = new AtomicReference<>("");
        return Conditions.eventually(DEADLINE, () -> wanted + ", but: " + last.get(), () -> {
            var line = child.call();
            last.set(line);
            return Optional.of(line).filter(said -> said.endsWith(wanted));
        });
    }

    private static void assertNobodyThere(URI address) {
        assertThrows(ConnectException.class, () -> new Socket(address.getHost(), address.getPort()).close());
    }

    private static String variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).orElseThrow();
    }

    /** Tokens that end in ten seconds, which every SDK takes for ended. */
    private static HttpServer metadata(AtomicInteger tokens) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/metadata/identity/oauth2/token", exchange -> {
            try (exchange) {
                var ends = Instant.now().plusSeconds(10).getEpochSecond();
                var body = ("{\"access_token\":\"token-" + tokens.incrementAndGet() + "\",\"expires_on\":\"" + ends
                                + "\",\"resource\":\"https://management.azure.com/\",\"token_type\":\"Bearer\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }
}
