package dev.landfall.integration.lambda;

import dev.landfall.controlplane.records.Records;
import dev.landfall.emulators.FaultPlan;
import dev.landfall.integration.process.CloudHost;
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
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The functions of {@code functions-aws} as Lambda runs them: four functions with the real runtime interface client, an HTTP
 * API before one, a queue and a schedule before two others, emulators behind them.
 */
public final class LambdaHost implements CloudHost {

    private static final String HANDLERS = "dev.landfall.functionsaws.lambda.";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AwsAccount account;
    private final Gateway gateway;
    private final Function http;
    private final Function events;
    private final Function tick;
    private final String adminToken;
    private final Optional<FaultyServices> faulty;

    private LambdaHost(Path folder, Optional<FaultyServices> faulty) {
        this.faulty = faulty;
        try {
            Files.createDirectories(folder);
            account = own(AwsAccount.start());
            faulty.ifPresent(this::own);
            gateway = own(Gateway.bind(GatewayEvent.Kind.HTTP_API));
            http = own(function(folder, "http", "HttpHandler", 3));
            events = own(function(folder, "events", "EventsHandler", 2));
            tick = own(function(folder, "tick", "TickHandler", 1));
            adminToken = bootstrap(folder);
            if (faulty.isPresent()) {
                shortenWaits();
            }
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
        return new LambdaHost(folder, Optional.empty());
    }

    /** The same with faults before all services; messages that were not handled come again soon. */
    public static LambdaHost startFaulty(Path folder) {
        return new LambdaHost(folder, Optional.of(new FaultyServices()));
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

    @Override
    public FaultPlan faults() {
        return faulty.orElseThrow().plan();
    }

    @Override
    public void tick() {
        tick.invoke("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Records records() {
        return account.records();
    }

    @Override
    public String storedText() {
        return account.storedText();
    }

    @Override
    public void send(String queue, String message) {
        account.queues()
                .sendMessage(
                        request -> request.queueUrl(account.queueUrl(queue)).messageBody(message));
    }

    @Override
    public long messages(String queue) {
        var counts = account.queues()
                .getQueueAttributes(
                        request -> request.queueUrl(account.queueUrl(queue)).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Long.parseLong(counts.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"))
                + Long.parseLong(
                        counts.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0"));
    }

    @Override
    public long deadEvents() {
        return messages("events-dead");
    }

    @Override
    public void deleteQueue(String queue) {
        account.queues().deleteQueue(request -> request.queueUrl(account.queueUrl(queue)));
    }

    @Override
    public List<String> platformSecrets() {
        return account.secrets();
    }

    private void shortenWaits() {
        account.queues()
                .setQueueAttributes(request -> request.queueUrl(account.queueUrl("events"))
                        .attributes(Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(COMES_AGAIN.toSeconds()))));
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
        var environment = account.environment(gateway.uri());
        var settings = FunctionSettings.of(
                        "landfall-" + name,
                        HANDLERS + handler,
                        faulty.map(services -> services.behind(environment)).orElse(environment))
                .withConcurrency(concurrency);
        return new Function(settings, folder.resolve(name + ".log"));
    }

    private <T extends AutoCloseable> T own(T part) {
        parts.push(part);
        return part;
    }
}
