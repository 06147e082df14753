package dev.landfall.integration.azure;

import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.queue.QueueClientBuilder;
import dev.landfall.emulators.Azurite;
import dev.landfall.functionsazure.AzureClients;
import dev.landfall.functionsazure.AzureConfig;
import dev.landfall.functionsazure.AzurePorts;
import dev.landfall.functionsazure.function.FunctionApp;
import dev.landfall.functionsazure.queue.QueueLending;
import dev.landfall.functionsazure.queue.UserDelegationLending;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * The host as a process: {@code AzureHostMain APP_FOLDER PORT READY_FILE}, its application settings in the environment. It
 * serves until it is killed. All but one thing is composed as in Azure, with a managed identity: Azurite issues no
 * user-delegation keys for queues, so what is lent is signed with its known key.
 */
final class AzureHostMain {

    private AzureHostMain() {}

    public static void main(String[] arguments) throws Exception {
        var app = Path.of(arguments[0]);
        var settings = System.getenv();
        var host = HostSettings.read(app);
        var config = AzureConfig.from(settings);
        var clients = AzurePorts.clients(config);
        var functions = new FunctionApp(
                config::orgName, () -> AzurePorts.of(config, clients, sharedKey(), InstantSource.system()));
        var worker = new Worker(functions, host.functionTimeout());
        URI uri = null;
        for (var function : FunctionDefinition.readAll(app)) {
            switch (function.type()) {
                case "httpTrigger" ->
                    uri = new HttpListener(function, host, worker, Integer.parseInt(arguments[1])).uri();
                case "queueTrigger" ->
                    Thread.ofPlatform().start(queueListener(function, host, worker, clients, settings));
                case "timerTrigger" -> Thread.ofPlatform().start(new TimerListener(function, worker));
                default -> throw new IllegalStateException("This host knows no " + function.type());
            }
        }
        var ready = Path.of(arguments[2]);
        var temporary = ready.resolveSibling(ready.getFileName() + ".new");
        Files.writeString(temporary, String.valueOf(uri));
        Files.move(temporary, ready, StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
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

    private static QueueLending sharedKey() {
        return (queue, startsAt, expiresAt) -> new QueueClientBuilder()
                .endpoint(queue.getQueueUrl())
                .credential(new StorageSharedKeyCredential(Azurite.ACCOUNT, Azurite.ACCOUNT_KEY))
                .buildClient()
                .generateSas(UserDelegationLending.lent(startsAt, expiresAt));
    }
}
