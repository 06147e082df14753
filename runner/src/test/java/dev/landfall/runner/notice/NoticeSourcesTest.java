package dev.landfall.runner.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.NoticeSettings;
import dev.landfall.runner.time.ManualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a metadata service that insists on its headers. */
final class NoticeSourcesTest {

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpTransport transport = new HttpTransport();
    private final ManualTime time = new ManualTime();
    private final HttpServer server;

    NoticeSourcesTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/", this::handle);
        server.start();
        answers.put("/metadata/instance/compute/name", "pool_3");
    }

    @AfterEach
    void close() {
        server.stop(0);
        transport.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var bytes = answer.orElse("").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.isPresent() ? 200 : 404, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Optional<String> answer(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        var headers = exchange.getRequestHeaders();
        if (path.equals("/latest/api/token")) {
            return exchange.getRequestMethod().equals("PUT") ? Optional.of("token") : Optional.empty();
        }
        boolean allowed = path.startsWith("/latest/")
                ? "token".equals(headers.getFirst("X-aws-ec2-metadata-token"))
                : "true".equals(headers.getFirst("Metadata"));
        return allowed ? Optional.ofNullable(answers.get(path)) : Optional.empty();
    }

    private NoticeSource source(NoticeSettings.From from) {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        var environment =
                Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", address, "AZURE_POD_IDENTITY_AUTHORITY_HOST", address);
        return NoticeSources.of(new NoticeSettings(from, Duration.ofMinutes(2)), environment, transport, time)
                .orElseThrow();
    }

    @Test
    void spotInterruptionIsSeenWithItsTime() {
        var aws = source(NoticeSettings.From.AWS);
        assertEquals(Optional.empty(), aws.look());
        answers.put(
                "/latest/meta-data/spot/instance-action",
                "{\"action\":\"terminate\",\"time\":\"2026-01-01T00:02:00Z\"}");
        assertEquals(
                Instant.parse("2026-01-01T00:02:00Z"), aws.look().orElseThrow().at());
    }

    @Test
    void scaleInIsSeenByTheTargetState() {
        var aws = source(NoticeSettings.From.AWS);
        answers.put("/latest/meta-data/autoscaling/target-lifecycle-state", "InService");
        assertEquals(Optional.empty(), aws.look());
        answers.put("/latest/meta-data/autoscaling/target-lifecycle-state", "Terminated");
        assertEquals(ManualTime.START.plusSeconds(120), aws.look().orElseThrow().at());
    }

    @Test
    void evictionOfThisMachineIsSeenAndOfOthersNot() {
        var azure = source(NoticeSettings.From.AZURE);
        answers.put("/metadata/scheduledevents", "{\"DocumentIncarnation\":1,\"Events\":[]}");
        assertEquals(Optional.empty(), azure.look());
        answers.put("/metadata/scheduledevents", events("Preempt", "pool_4"));
        assertEquals(Optional.empty(), azure.look());
        answers.put("/metadata/scheduledevents", events("Freeze", "pool_3"));
        assertEquals(Optional.empty(), azure.look());
        answers.put("/metadata/scheduledevents", events("Preempt", "POOL_3"));
        var notice = azure.look().orElseThrow();
        assertEquals(Instant.parse("2026-01-01T00:00:30Z"), notice.at());
        assertTrue(notice.why().contains("Preempt"), notice.why());
    }

    @Test
    void eventThatHasStartedIsNow() {
        answers.put(
                "/metadata/scheduledevents",
                events("Terminate", "pool_3").replace("Thu, 01 Jan 2026 00:00:30 GMT", ""));
        assertEquals(
                ManualTime.START,
                source(NoticeSettings.From.AZURE).look().orElseThrow().at());
    }

    @Test
    void answerThatIsNoneIsAnError() {
        answers.put("/metadata/scheduledevents", "<html>");
        assertThrows(
                LandfallException.class, () -> source(NoticeSettings.From.AZURE).look());
        answers.remove("/metadata/scheduledevents");
        assertThrows(
                LandfallException.class, () -> source(NoticeSettings.From.AZURE).look());
    }

    private static String events(String type, String machine) {
        return "{\"DocumentIncarnation\":2,\"Events\":[{\"EventId\":\"A\",\"EventType\":\"" + type
                + "\",\"ResourceType\":\"VirtualMachine\",\"Resources\":[\"" + machine
                + "\"],\"EventStatus\":\"Scheduled\",\"NotBefore\":\"Thu, 01 Jan 2026 00:00:30 GMT\"}]}";
    }
}
