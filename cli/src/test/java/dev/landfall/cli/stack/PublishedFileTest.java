package dev.landfall.cli.stack;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.stacktemplates.rendering.RenderedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PublishedFileTest {

    private static final RenderedFile FILE = new RenderedFile("stack.yaml", "Resources: {}\n");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpTransport transport = new HttpTransport();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/same", exchange -> answer(exchange, 200, FILE.text()));
        server.createContext("/older", exchange -> answer(exchange, 200, "Resources: {} # older\n"));
        server.createContext("/part", exchange -> answer(exchange, 200, "Resources"));
        server.createContext("/closed", exchange -> answer(exchange, 403, "AccessDenied"));
        server.createContext("/endless", exchange -> answer(exchange, 200, "#".repeat(5 << 20)));
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", "/same");
            answer(exchange, 302, "");
        });
        server.createContext("/silent", exchange -> asked.incrementAndGet());
        server.start();
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
    }

    @Test
    void theRenderedFileIsFoundAtItsAddress() {
        assertDoesNotThrow(() -> require("/same", PATIENCE));
    }

    @Test
    void anotherFileIsToldWithWhatItShouldBe() {
        for (var path : new String[] {"/older", "/part"}) {
            var refused = assertThrows(LandfallException.class, () -> require(path, PATIENCE));
            assertEquals(ErrorKind.INVALID, refused.kind());
            assertTrue(refused.publicMessage().contains(FILE.sha256()), refused.publicMessage());
        }
    }

    @Test
    void anAddressThatACustomerCannotReadIsTold() {
        for (var path : new String[] {"/closed", "/elsewhere"}) {
            var refused = assertThrows(LandfallException.class, () -> require(path, PATIENCE));
            assertTrue(refused.publicMessage().contains("readable without a login"), refused.publicMessage());
        }
        assertEquals(
                ErrorKind.LIMIT,
                assertThrows(LandfallException.class, () -> require("/endless", PATIENCE))
                        .kind());
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedForLongerThanTheDeadline() {
        var refused = assertThrows(LandfallException.class, () -> require("/silent", Duration.ofSeconds(1)));
        assertEquals(ErrorKind.UNAVAILABLE, refused.kind());
        assertEquals(1, asked.get());
    }

    private void require(String path, Duration deadline) {
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        new PublishedFile(transport, deadline).require(address, FILE);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
