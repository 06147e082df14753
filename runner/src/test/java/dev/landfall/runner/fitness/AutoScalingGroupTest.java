package dev.landfall.runner.fitness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.aws.AwsRequest;
import dev.landfall.runner.aws.SigV4;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.RunnerConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server that is metadata service and Auto Scaling at once, and checks the signature. */
class AutoScalingGroupTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final AwsCredentials ROLE = new AwsCredentials("AKIDRUNNER", "runner-secret", "session", null);
    private static final String STATE = "/latest/meta-data/autoscaling/target-lifecycle-state";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String state = "InService";
    private volatile int answer = 200;
    private HttpServer server;
    private HttpTransport transport;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::serve);
        server.start();
        transport = new HttpTransport();
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
    }

    @Test
    void instanceOfAGroupIsSaidToBeUnhealthyUnderASignature() {
        group().giveUp();
        assertEquals(
                List.of(
                        "Action=SetInstanceHealth",
                        "HealthStatus=Unhealthy",
                        "InstanceId=i-0123456789abcdef0",
                        "ShouldRespectGracePeriod=false",
                        "Version=2011-01-01"),
                asked);
    }

    @Test
    void instanceOfNoGroupAndOneThatEndsAlreadyAskNothing() {
        state = "";
        group().giveUp();
        state = "Terminated";
        group().giveUp();
        assertEquals(List.of(), asked);
    }

    @Test
    void refusalIsSaidInTheWordsOfAws() {
        answer = 403;
        var refused = assertThrows(LandfallException.class, () -> group().giveUp());
        assertEquals(ErrorKind.FORBIDDEN, refused.kind());
        assertTrue(refused.publicMessage().contains("not authorized to perform"), refused.publicMessage());
    }

    private MachineGroup group() {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        var environment = Map.of(
                "HOME",
                "/nowhere",
                "LANDFALL_RUNNER_NOTICES",
                "aws",
                "AWS_ACCESS_KEY_ID",
                ROLE.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                ROLE.secretAccessKey(),
                "AWS_SESSION_TOKEN",
                "session",
                "AWS_REGION",
                "eu-central-1",
                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                address,
                "AWS_ENDPOINT_URL_AUTO_SCALING",
                address);
        var config = RunnerConfig.from(environment);
        return MachineGroups.of(config.notices(), config.environment(), transport, () -> NOW)
                .orElseThrow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var text = switch (exchange.getRequestURI().getPath()) {
                case "/latest/api/token" -> "imds";
                case STATE -> state;
                case "/latest/meta-data/instance-id" -> "i-0123456789abcdef0";
                default -> scaling(exchange, body);
            };
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            int status = exchange.getRequestURI().getPath().equals("/") ? answer : text.isEmpty() ? 404 : 200;
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String scaling(HttpExchange exchange, String body) {
        if (!signed(exchange, body)) {
            throw new AssertionError("the signature is not that of the request");
        }
        if (answer != 200) {
            return "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: runner is not"
                    + " authorized to perform: autoscaling:SetInstanceHealth</Message></Error></ErrorResponse>";
        }
        asked.addAll(new TreeSet<>(
                List.of(URLDecoder.decode(body, StandardCharsets.UTF_8).split("&"))));
        return "<SetInstanceHealthResponse><ResponseMetadata/></SetInstanceHealthResponse>";
    }

    private static boolean signed(HttpExchange exchange, String body) {
        var headers = exchange.getRequestHeaders();
        var request = new AwsRequest(
                "POST",
                URI.create("http://" + headers.getFirst("Host") + "/"),
                Map.of("Content-Type", String.valueOf(headers.getFirst("Content-Type"))),
                body);
        var expected = new SigV4("eu-central-1", "autoscaling").sign(request, ROLE, NOW);
        return String.valueOf(expected.headers().get("Authorization")).equals(headers.getFirst("Authorization"));
    }
}
