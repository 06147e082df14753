package dev.landfall.integration.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.testkit.blob.InMemoryBlobs;
import dev.landfall.testkit.identity.InMemoryOutbound;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import dev.landfall.testkit.records.InMemoryRecords;
import dev.landfall.testkit.secret.InMemorySecretStore;
import dev.landfall.testkit.signing.InMemorySigner;
import dev.landfall.testkit.time.SequentialIds;
import dev.landfall.testkit.wakeup.InMemoryWakeUp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A control plane on fakes behind a real socket, which asks a played outside about identities. */
final class ServedControlPlane implements AutoCloseable {

    private final InMemoryOutbound outbound = new InMemoryOutbound();
    private final ControlPlane controlPlane;
    private final OrgId org;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    ServedControlPlane() throws IOException {
        this(InstantSource.system());
    }

    ServedControlPlane(InstantSource clock) throws IOException {
        var queues = new InMemoryJobQueues(clock);
        queues.create(QueueName.EVENTS);
        controlPlane = new ControlPlane(
                new Ports(
                        new InMemoryRecords(clock),
                        new UnreadQueues(queues, this::uri),
                        new InMemoryBlobs(clock),
                        new InMemorySecretStore(),
                        new InMemorySigner(clock),
                        new InMemoryWakeUp(),
                        clock,
                        new SequentialIds(),
                        outbound),
                ControlPlaneConfig.standard());
        org = controlPlane.bootstrap("acme").orElseThrow().org();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    ControlPlane controlPlane() {
        return controlPlane;
    }

    InMemoryOutbound outbound() {
        return outbound;
    }

    OrgId org() {
        return org;
    }

    PoolId pool() {
        return controlPlane.pools().require(org, null);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
            var uri = exchange.getRequestURI();
            var request = ApiRequest.of(
                    exchange.getRequestMethod(),
                    uri.getPath(),
                    uri.getRawQuery(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            var response = controlPlane.router().handle(request);
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }
}
