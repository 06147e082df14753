package dev.landfall.integration.azure;

import dev.landfall.functionsazure.AzureClients;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** The listeners of an app's triggers: what calls its functions. */
final class FunctionsHost implements AutoCloseable {

    /** For how long this host holds a message that it hands to a function; the real one has a fixed ten minutes. */
    static final String HELD_SECONDS = "TEST_HOST_HELD_SECONDS";

    private static final String TEN_MINUTES = "600";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final URI uri;

    private FunctionsHost(
            Path app, HostSettings host, Worker worker, AzureClients clients, Map<String, String> settings, int port)
            throws IOException {
        URI address = null;
        var all = FunctionDefinition.readAll(app);
        for (var function : all) {
            switch (function.type()) {
                case "httpTrigger" -> {
                    var http = new HttpListener(function, all, host, worker, port);
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
        var held = Duration.ofSeconds(Long.parseLong(settings.getOrDefault(HELD_SECONDS, TEN_MINUTES)));
        return new QueueListener(function, host, worker, service, function.member("queueName", settings), held);
    }
}
