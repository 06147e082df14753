package dev.landfall.integration.lambda;

import dev.landfall.integration.process.Host;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The functions of {@code functions-aws} as Lambda runs them: four functions with the real runtime interface client, an HTTP
 * API before one, a queue and a schedule before two others, emulators behind them.
 */
public final class LambdaHost implements Host {

    private static final String HANDLERS = "dev.landfall.functionsaws.lambda.";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AwsAccount account;
    private final Gateway gateway;
    private final Function http;
    private final Function events;
    private final Function tick;
    private final String adminToken;

    private LambdaHost(Path folder) {
        try {
            Files.createDirectories(folder);
            account = own(AwsAccount.start());
            gateway = own(Gateway.bind(GatewayEvent.Kind.HTTP_API));
            http = own(function(folder, "http", "HttpHandler", 3));
            events = own(function(folder, "events", "EventsHandler", 2));
            tick = own(function(folder, "tick", "TickHandler", 1));
            adminToken = bootstrap(folder);
            own(EventSourceMapping.start(account.queues(), account.queueUrl("events"), events));
            own(Schedule.every(MINUTE, tick));
            gateway.serve(http);
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** @param folder for the logs of the functions */
    public static LambdaHost start(Path folder) {
        return new LambdaHost(folder);
    }

    /** What the functions call, and what they called. */
    public AwsAccount account() {
        return account;
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public URI uri() {
        return gateway.uri();
    }

    @Override
    public String adminToken() {
        return adminToken;
    }

    /** Ends the functions' processes; Lambda's own parts and its services go on, as they do. */
    @Override
    public void kill() {
        functions().forEach(Function::kill);
    }

    @Override
    public void restart() {
        functions().forEach(Function::resume);
    }

    @Override
    public String output() {
        return String.join("\n", functions().stream().map(Function::output).toList());
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

    private List<Function> functions() {
        return List.of(http, events, tick);
    }

    private String bootstrap(Path folder) {
        try (var bootstrap = function(folder, "bootstrap", "BootstrapHandler", 1)) {
            var event = Json.writeString(Map.of("org", "acme")).getBytes(StandardCharsets.UTF_8);
            if (bootstrap.invoke(event) instanceof Outcome.Reply reply) {
                return Json.readTree(reply.payload()).path("adminToken").asString();
            }
            throw new AssertionError("the bootstrap function failed:\n" + bootstrap.output());
        }
    }

    private Function function(Path folder, String name, String handler, int concurrency) {
        var settings = FunctionSettings.of("landfall-" + name, HANDLERS + handler, account.environment(gateway.uri()))
                .withConcurrency(concurrency);
        return new Function(settings, folder.resolve(name + ".log"));
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }
}
