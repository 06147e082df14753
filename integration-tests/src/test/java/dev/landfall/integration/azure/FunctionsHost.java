package dev.landfall.integration.azure;

import dev.landfall.functionsazure.AzureClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** The listeners of an app's triggers: what calls its functions. */
final class FunctionsHost implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final URI uri;

    private FunctionsHost(
            Path app, HostSettings host, Worker worker, AzureClients clients, Map<String, String> settings, int port)
            throws IOException {
        URI address = null;
        for (var function : FunctionDefinition.readAll(app)) {
            switch (function.type()) {
                case "httpTrigger" -> {
                    var http = new HttpListener(function, host, worker, port);
                    parts.push(http);
                    address = http.uri();
                }
                case "queueTrigger" -> run(queueListener(function, host, worker, clients, settings));
                case "timerTrigger" -> run(new TimerListener(function, worker));
                default -> throw new IllegalStateException("This host knows no " + function.type());
            }
        }
        if (address == null) {
            throw new IllegalStateException("No function of " + app + " is called by HTTP.");
        }
        uri = address;
    }

    /**
     * @param settings of the application
     * @param port 0 = a free one
     */
    static FunctionsHost start(
            Path app, HostSettings host, Worker worker, AzureClients clients, Map<String, String> settings, int port)
            throws IOException {
        return new FunctionsHost(app, host, worker, clients, settings, port);
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void run(Runnable listener) {
        var thread = Thread.ofPlatform().daemon().start(listener);
        parts.push(thread::interrupt);
    }

    /** The connection is a prefix of settings, as identity-based connections are. */
    private static QueueListener queueListener(
            FunctionDefinition function,
            HostSettings host,
            Worker worker,
            AzureClients clients,
            Map<String, String> settings) {
        var connection = function.member("connection", settings);
        if (!"managedidentity".equals(settings.get(connection + "__credential"))) {
            throw new IllegalStateException("The connection " + connection + " has no managed identity.");
        }
        var service = clients.queues(URI.create(String.valueOf(settings.get(connection + "__queueServiceUri"))));
        return new QueueListener(function, host, worker, service, function.member("queueName", settings));
    }
}
