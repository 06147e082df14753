package dev.landfall.integration.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands before a service, hands every byte on as it is, and notes each call and how long the service took. Bytes are not
 * changed, so signatures hold.
 */
public final class ServiceMeter implements AutoCloseable {

    private final String service;
    private final URI upstream;
    private final ServerSocket server;
    private final List<ServiceCall> calls = new ArrayList<>();

    private record Sent(String operation, long nanos, int writeUnits) {}

    private ServiceMeter(String service, URI upstream, ServerSocket server) {
        this.service = service;
        this.upstream = upstream;
        this.server = server;
    }

    public static ServiceMeter start(String service, URI upstream) {
        try {
            var meter = new ServiceMeter(service, upstream, new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(meter::accept);
            return meter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** The calls since the last time, in the order of their replies. */
    public synchronized List<ServiceCall> drain() {
        var drained = List.copyOf(calls);
        calls.clear();
        return drained;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        var pending = new AtomicReference<Sent>();
        try (client;
                var service = new Socket(upstream.getHost(), upstream.getPort())) {
            client.setTcpNoDelay(true);
            service.setTcpNoDelay(true);
            var replies = Thread.ofVirtual().start(() -> replies(service, client, pending));
            requests(client.getInputStream(), service.getOutputStream(), pending);
            service.shutdownOutput();
            replies.join();
        } catch (IOException e) {
            // one of the two has closed the connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void requests(InputStream from, OutputStream to, AtomicReference<Sent> pending) throws IOException {
        while (true) {
            var head = RequestHead.read(from);
            if (head.isEmpty()) {
                return;
            }
            var request = head.get();
            var body = request.body(from);
            // before the request leaves, since its reply may come at once
            pending.set(new Sent(request.operation(), System.nanoTime(), WriteUnits.of(request.operation(), body)));
            to.write(request.bytes());
            to.write(body);
            to.flush();
        }
    }

    private void replies(Socket from, Socket to, AtomicReference<Sent> pending) {
        var buffer = new byte[64 * 1024];
        try (to) {
            var input = from.getInputStream();
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                var sent = pending.getAndSet(null);
                if (sent != null) {
                    note(sent, System.nanoTime());
                }
                to.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // one of the two has closed the connection
        }
    }

    private synchronized void note(Sent sent, long now) {
        calls.add(new ServiceCall(service, sent.operation(), sent.nanos(), now - sent.nanos(), sent.writeUnits()));
    }
}
