package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/**
 * Stands before a service of a cloud and does to each request what a {@link FaultPlan} says. Bytes are not changed, so
 * signatures hold.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int WAITING_CONNECTIONS = 50;

    private final URI service;
    private final FaultPlan plan;
    private final ServerSocket server;
    private final SocketFactory sockets;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FaultProxy(URI service, FaultPlan plan, ServerSocketFactory servers, SocketFactory sockets) {
        this.service = service;
        this.plan = plan;
        this.sockets = sockets;
        try {
            this.server = servers.createServerSocket(0, WAITING_CONNECTIONS, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("No server could be started on the loopback address.", e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Before a service that speaks HTTP. */
    public static FaultProxy before(URI service, FaultPlan plan) {
        return new FaultProxy(service, plan, ServerSocketFactory.getDefault(), SocketFactory.getDefault());
    }

    /**
     * Before a service that speaks HTTPS.
     *
     * @param certificate as {@link Azurite#trustStore}: what the service shows, and what this shows too
     */
    public static FaultProxy before(URI service, FaultPlan plan, Path certificate) {
        return new FaultProxy(
                service,
                plan,
                Azurite.serverTls(certificate).getServerSocketFactory(),
                Azurite.tls(certificate).getSocketFactory());
    }

    /** The service's address by way of this proxy. */
    public URI uri() {
        return URI.create(service.getScheme() + "://127.0.0.1:" + server.getLocalPort() + service.getPath());
    }

    public FaultPlan plan() {
        return plan;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            boolean goesOn = true;
            while (goesOn) {
                var request = HttpPart.request(client.getInputStream(), client.getOutputStream());
                goesOn = request.isPresent() && answer(client, request.get());
            }
        } catch (IOException e) {
            // one of the two has closed its connection
        } finally {
            open.remove(client);
        }
    }

    /** @return whether the connection is good for another request */
    private boolean answer(Socket client, HttpPart request) throws IOException {
        var call = ProxiedCall.of(request);
        var planned = plan.decide(call);
        switch (planned.fault()) {
            case NONE -> {
                return write(client, ask(request, call));
            }
            case THROTTLED, BROKEN, REFUSED -> {
                return write(client, Optional.of(Refusal.of(planned.fault(), request, call)));
            }
            case LOST_REPLY -> ask(request, call);
            case HALF_REPLY -> writeHalf(client, ask(request, call));
            case SILENCE -> awaitEnd(client);
            case HELD_BEFORE -> {
                planned.held().countDown();
                awaitEnd(client);
            }
            case HELD_AFTER -> {
                ask(request, call);
                planned.held().countDown();
                awaitEnd(client);
            }
        }
        return false;
    }

    private Optional<HttpPart> ask(HttpPart request, ProxiedCall call) throws IOException {
        try (var socket = sockets.createSocket(service.getHost(), service.getPort())) {
            socket.setTcpNoDelay(true);
            request.write(socket.getOutputStream());
            return HttpPart.reply(socket.getInputStream(), call.method());
        }
    }

    private static boolean write(Socket client, Optional<HttpPart> reply) throws IOException {
        if (reply.isEmpty()) {
            return false;
        }
        reply.get().write(client.getOutputStream());
        return reply.get()
                .header("connection")
                .filter(value -> value.equalsIgnoreCase("close"))
                .isEmpty();
    }

    /** All of the head, as no half of a head is a reply, and half of the body. */
    private static void writeHalf(Socket client, Optional<HttpPart> reply) throws IOException {
        if (reply.isPresent()) {
            var out = client.getOutputStream();
            out.write(reply.get().head());
            out.write(reply.get().body(), 0, reply.get().body().length / 2);
            out.flush();
        }
    }

    private static void awaitEnd(Socket client) throws IOException {
        while (client.getInputStream().read() >= 0) {
            Thread.onSpinWait();
        }
    }
}
