package dev.landfall.integration.stack;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.landfall.emulators.LoopbackCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The world behind a proxy: whoever is told to use it reaches hosts that do not exist here by their real names over https, and
 * is answered by a handler of the test. A name that it does not know is refused.
 */
final class HttpsGate implements AutoCloseable {

    private static final String PASSWORD = "loopback";
    private static final int MAX_HEAD = 8 * 1024;

    private final ServerSocket proxy;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path store;
    private final Path certificate;

    private HttpsGate(Path folder, Map<String, HttpHandler> hosts) throws IOException, GeneralSecurityException {
        store = folder.resolve("gate.p12");
        certificate = folder.resolve("gate.pem");
        LoopbackCertificate.create(store, PASSWORD, List.copyOf(hosts.keySet()));
        Files.writeString(certificate, LoopbackCertificate.pem(store, PASSWORD));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(LoopbackCertificate.serverTls(store, PASSWORD)));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            var host = exchange.getRequestHeaders().getFirst("Host");
            var handler = hosts.get(host);
            if (handler == null) {
                exchange.sendResponseHeaders(421, -1);
                exchange.close();
            } else {
                handler.handle(exchange);
            }
        });
        server.start();
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    static HttpsGate start(Path folder, Map<String, HttpHandler> hosts) {
        try {
            return new HttpsGate(folder, hosts);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The gate could not be opened.", e);
        }
    }

    /** What a Java process needs in its environment to go through it. */
    Map<String, String> forJava() {
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=" + proxy.getLocalPort() + " -Djavax.net.ssl.trustStore="
                        + store + " -Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    /** What a Python process needs in its environment to go through it. */
    Map<String, String> forPython() {
        return Map.of(
                "https_proxy", "http://127.0.0.1:" + proxy.getLocalPort(), "SSL_CERT_FILE", certificate.toString());
    }

    @Override
    public void close() {
        server.stop(0);
        try {
            proxy.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!proxy.isClosed()) {
            try {
                var client = proxy.accept();
                threads.execute(() -> tunnel(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** CONNECT of RFC 9110, section 9.3.6: whatever the name, the tunnel ends here. */
    private void tunnel(Socket client) {
        try (client;
                var inside = new Socket(
                        server.getAddress().getAddress(), server.getAddress().getPort())) {
            boolean connects = head(client.getInputStream()).startsWith("CONNECT ");
            var status = connects ? "200 Connected" : "405 Only CONNECT";
            client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (connects) {
                var back = threads.submit(() -> copy(inside.getInputStream(), client.getOutputStream()));
                copy(client.getInputStream(), inside.getOutputStream());
                inside.shutdownOutput();
                back.get();
            }
        } catch (IOException | ExecutionException e) {
            // one of both ends hung up; the other sees it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.length() < MAX_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static long copy(InputStream in, OutputStream out) throws IOException {
        return in.transferTo(out);
    }
}
