package dev.landfall.integration.azure;

import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.queue.QueueClientBuilder;
import dev.landfall.emulators.Azurite;
import dev.landfall.functionsazure.AzureConfig;
import dev.landfall.functionsazure.AzurePorts;
import dev.landfall.functionsazure.function.FunctionApp;
import dev.landfall.functionsazure.queue.QueueLending;
import dev.landfall.functionsazure.queue.UserDelegationLending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
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
        var host = HostSettings.read(app, settings);
        var config = AzureConfig.from(settings);
        var clients = AzurePorts.clients(config);
        var functions = new FunctionApp(
                config::orgName, () -> AzurePorts.of(config, clients, sharedKey(), InstantSource.system()));
        var worker = new Worker(functions, host.functionTimeout());
        var running = FunctionsHost.start(app, host, worker, clients, settings, Integer.parseInt(arguments[1]));
        var ready = Path.of(arguments[2]);
        var temporary = ready.resolveSibling(ready.getFileName() + ".new");
        Files.writeString(temporary, running.uri().toString());
        Files.move(temporary, ready, StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }

    /** Azurite's known key. */
    static QueueLending sharedKey() {
        return (queue, startsAt, expiresAt) -> new QueueClientBuilder()
                .endpoint(queue.getQueueUrl())
                .credential(new StorageSharedKeyCredential(Azurite.ACCOUNT, Azurite.ACCOUNT_KEY))
                .buildClient()
                .generateSas(UserDelegationLending.lent(startsAt, expiresAt));
    }
}
