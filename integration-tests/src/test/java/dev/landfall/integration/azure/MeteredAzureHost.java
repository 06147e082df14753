package dev.landfall.integration.azure;

import dev.landfall.functionsazure.AzureClients;
import dev.landfall.functionsazure.AzureConfig;
import dev.landfall.functionsazure.AzurePorts;
import dev.landfall.functionsazure.function.FunctionApp;
import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The functions of {@code functions-azure} on the small Functions host, in this process, so that each request to a service is
 * known with what caused it. It cannot be killed.
 */
public final class MeteredAzureHost implements Host {

    static final String TICK_BY_HAND = "tick by hand";

    private static final Path APP = Checkout.root().resolve("functions-azure/src/main/function-app");

    private final AzureEmulation azure = AzureEmulation.start();
    private final RequestLedger ledger = new RequestLedger();
    private final NotingWorker worker;
    private final FunctionsHost functions;
    private final String token;

    private MeteredAzureHost() throws IOException {
        ledger.know(Map.of(
                azure.azurite().table().getPort(), ServiceRequest.Service.TABLE,
                azure.azurite().queue().getPort(), ServiceRequest.Service.QUEUE,
                azure.azurite().blob().getPort(), ServiceRequest.Service.BLOB,
                azure.vault().uri().getPort(), ServiceRequest.Service.KEY_VAULT));
        var host = HostSettings.read(APP, Map.of());
        var settings = azure.settings();
        var clients = azure.clients(NotedHttp.builder(azure.http(), ledger));
        worker = new NotingWorker(app(settings, clients), host.functionTimeout(), ledger);
        functions = FunctionsHost.start(APP, host, worker, clients, settings, 0);
        token = azure.awaitToken(this::output);
    }

    public static MeteredAzureHost start() {
        try {
            return new MeteredAzureHost();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was asked of the services since the last time. */
    public List<ServiceRequest> requests() {
        return ledger.drain();
    }

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public URI uri() {
        return functions.uri();
    }

    @Override
    public String adminToken() {
        return token;
    }

    /** A runner must believe the emulator's certificate. */
    @Override
    public Map<String, String> runnerEnvironment() {
        return azure.trust();
    }

    @Override
    public void kill() {
        throw new UnsupportedOperationException("it lives in this process");
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("it lives in this process");
    }

    @Override
    public String output() {
        return "(in the output of this process)";
    }

    @Override
    public void close() {
        functions.close();
        azure.close();
    }

    /** Does now what the timer does each minute, for {@value #TICK_BY_HAND}. */
    void tick() {
        FunctionDefinition.readAll(APP).stream()
                .filter(function -> function.type().equals("timerTrigger"))
                .forEach(function -> worker.invokeFor(TICK_BY_HAND, function, "{}"));
    }

    /** Delayed messages come sooner; nobody else's clock is moved. */
    void passTimeOfQueues(Duration time) {
        azure.azurite().advance(time);
    }

    private static FunctionApp app(Map<String, String> settings, AzureClients clients) {
        var config = AzureConfig.from(settings);
        return new FunctionApp(
                config::orgName,
                () -> AzurePorts.of(config, clients, AzureHostMain.sharedKey(), InstantSource.system()));
    }
}
