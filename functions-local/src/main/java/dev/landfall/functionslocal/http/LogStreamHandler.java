package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Router;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET /v1/jobs/{job}/logs/stream}: a job's log as server-sent events (WHATWG HTML, section 9.2). It reads the
 * cursor address of the route table on the client's behalf, so that both say the same. Each {@code line} event is one
 * line as JSON; the id of the last one of a page resumes after it by {@code Last-Event-ID}; {@code end} is the last event.
 */
public final class LogStreamHandler implements ExchangeHandler {

    public static final Pattern PATH = Pattern.compile("(/v1/jobs/[^/]+/logs)/stream");

    private static final int PAGE_LINES = 1_000;
    private static final int WAIT_SECONDS = 15;

    private final Router router;

    public LogStreamHandler(Router router) {
        this.router = router;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var path = logsPath(exchange);
        var cursor = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        var first = read(exchange, path, cursor, 0);
        if (first.status() != 200) {
            Replies.send(exchange, first.status(), first.headers(), first.body());
            return;
        }
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.getResponseHeaders().set("cache-control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        stream(exchange, path, first);
    }

    private void stream(HttpExchange exchange, String path, ApiResponse first) throws IOException {
        var out = exchange.getResponseBody();
        var page = Json.readTree(first.body());
        while (true) {
            writeLines(out, page);
            if (page.path("end").asBoolean()) {
                write(out, "event: end\ndata: {}\n\n");
                return;
            }
            var response = read(exchange, path, page.path("next").asString(), WAIT_SECONDS);
            if (response.status() != 200) {
                write(out, "event: error\ndata: " + new String(response.body(), StandardCharsets.UTF_8) + "\n\n");
                return;
            }
            page = Json.readTree(response.body());
        }
    }

    private static void writeLines(OutputStream out, JsonNode page) throws IOException {
        var events = new StringBuilder();
        for (JsonNode line : page.path("lines")) {
            events.append("event: line\ndata: ").append(Json.writeString(line)).append("\n\n");
        }
        events.append("id: ").append(page.path("next").asString()).append("\n: page\n\n");
        write(out, events.toString());
    }

    private ApiResponse read(HttpExchange exchange, String path, @Nullable String cursor, int waitSeconds) {
        var query = "limit=" + PAGE_LINES + "&waitSeconds=" + waitSeconds
                + (cursor == null || cursor.isEmpty() ? "" : "&after=" + cursor);
        Map<String, String> headers = Headers.lowerCase(exchange);
        return router.handle(ApiRequest.of("GET", path, query, headers, new byte[0]));
    }

    private static String logsPath(HttpExchange exchange) {
        Matcher matcher = PATH.matcher(exchange.getRequestURI().getRawPath());
        if (!matcher.matches()) {
            throw LandfallException.notFound("There is no log stream at this address.");
        }
        return matcher.group(1);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
