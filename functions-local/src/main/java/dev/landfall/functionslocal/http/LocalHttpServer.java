package dev.landfall.functionslocal.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 on one address, each request on a virtual thread. It is bound first, so that the address is known, and
 * answers 503 until it is given something to serve.
 */
public final class LocalHttpServer implements AutoCloseable {

    /** Requests that still run when the server closes get this long. */
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(LocalHttpServer.class);

    private final HttpServer server;
    private final ExecutorService threads;
    private final String host;
    private volatile ExchangeHandler handler = LocalHttpServer::notReady;

    private LocalHttpServer(HttpServer server, ExecutorService threads, String host) {
        this.server = server;
        this.threads = threads;
        this.host = host;
    }

    /**
     * @param host address or name to listen on; {@code 127.0.0.1} for this machine only
     * @param port 0 for a free one
     */
    public static LocalHttpServer bind(String host, int port, HttpLimits limits) {
        limits.apply();
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
            var threads = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("http-", 0).factory());
            var local = new LocalHttpServer(server, threads, host);
            server.setExecutor(threads);
            server.createContext("/", local::handle);
            server.start();
            return local;
        } catch (BindException e) {
            throw LandfallException.unavailable(
                    "Could not listen on " + host + ":" + port + ": " + e.getMessage()
                            + ". Another program uses that port, perhaps another 'landfall dev': end it, or name"
                            + " another port with --port (0 for any free one).",
                    e);
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "Could not listen on " + host + ":" + port + ": " + e.getMessage() + ".", e);
        }
    }

    /** From now on requests are answered by this. */
    public void serve(ExchangeHandler next) {
        handler = next;
    }

    /** Where the server is reached from this machine, without a trailing slash. */
    public URI uri() {
        var shown = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        var literal = shown.contains(":") ? "[" + shown + "]" : shown;
        return URI.create("http://" + literal + ":" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop((int) CLOSE_GRACE.toSeconds());
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            handler.handle(exchange);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("connection lost while answering");
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("path", exchange.getRequestURI().getPath())
                    .setCause(e)
                    .log("request failed");
        }
    }

    private static void notReady(HttpExchange exchange) throws IOException {
        Replies.error(exchange, LandfallException.unavailable("The control plane is starting; try again.", null));
    }
}
