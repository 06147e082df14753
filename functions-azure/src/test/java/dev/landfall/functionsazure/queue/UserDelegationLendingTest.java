package dev.landfall.functionsazure.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.landfall.emulators.Azurite;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that issues delegation keys, which Azurite does not for queues. Whether Azure accepts the signature is for a live test. */
class UserDelegationLendingTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String KEY = """
        <?xml version="1.0" encoding="utf-8"?><UserDelegationKey>\
        <SignedOid>00000000-0000-0000-0000-0000000000aa</SignedOid>\
        <SignedTid>00000000-0000-0000-0000-0000000000bb</SignedTid>\
        <SignedStart>2026-11-21T10:00:00Z</SignedStart><SignedExpiry>2026-11-21T12:00:00Z</SignedExpiry>\
        <SignedService>q</SignedService><SignedVersion>2026-04-06</SignedVersion>\
        <Value>c2VjcmV0LWtleS1vZi10aGUtc2VydmljZQ==</Value></UserDelegationKey>\
        """;

    private final List<String> requests = new ArrayList<>();
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(
                new HttpsConfigurator(Azurite.serverTls(AzuriteStorage.azurite().trustStore())));
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                requests.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getQuery() + " " + body);
                var bytes = KEY.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/xml");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theSignatureNamesWhoLendsOneRightAndItsEnd() {
        var fields = fields(sas(
                NOW,
                "landfall-pool-1",
                new UserDelegationLending(AzuriteStorage.clients().queues(uri()))));

        assertEquals("p", fields.get("sp"));
        assertEquals("https", fields.get("spr"));
        assertEquals("2026-11-21T10:10:00Z", fields.get("se"));
        assertEquals("00000000-0000-0000-0000-0000000000aa", fields.get("skoid"));
        assertEquals(44, fields.getOrDefault("sig", "").length());
    }

    @Test
    void oneKeyServesAnHourAndEveryQueue() {
        var lending = new UserDelegationLending(AzuriteStorage.clients().queues(uri()));
        var first = sas(NOW, "landfall-pool-1", lending);
        var other = sas(NOW, "landfall-pool-2", lending);
        sas(NOW.plus(Duration.ofMinutes(59)), "landfall-pool-1", lending);
        assertEquals(1, requests.size());
        sas(NOW.plus(Duration.ofMinutes(61)), "landfall-pool-1", lending);

        assertEquals(2, requests.size(), requests.toString());
        assertEquals(true, requests.get(0).startsWith("POST restype=service&comp=userdelegationkey"), requests.get(0));
        assertNotEquals(fields(first).get("sig"), fields(other).get("sig"));
    }

    private String sas(Instant at, String queue, UserDelegationLending lending) {
        var client = AzuriteStorage.clients().queues(uri()).getQueueClient(queue);
        return lending.sas(client, at, at.plus(Duration.ofMinutes(10)));
    }

    private URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/account");
    }

    private static Map<String, String> fields(String sas) {
        Map<String, String> fields = new HashMap<>();
        for (var pair : sas.split("&", -1)) {
            int at = pair.indexOf('=');
            fields.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return fields;
    }
}
