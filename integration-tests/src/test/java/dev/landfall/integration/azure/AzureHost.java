package dev.landfall.integration.azure;

import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.Host;
import dev.landfall.integration.process.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code functions-azure} on a small Functions host in a process of its own, over Azurite and a fake Key Vault. */
public final class AzureHost implements Host {

    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final AzureEmulation azure = AzureEmulation.start();
    private final IdentityEndpoint identity = IdentityEndpoint.start();
    private JavaProcess process;
    private URI uri;
    private final String token;

    private AzureHost(Path folder) {
        this.folder = folder;
        process = launch("0");
        uri = awaitReady();
        token = azure.awaitToken(this::output);
    }

    public static AzureHost start(Path folder) {
        return new AzureHost(folder);
    }

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public URI uri() {
        return uri;
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
        process.kill();
    }

    @Override
    public void restart() {
        process = launch(String.valueOf(uri.getPort()));
        uri = awaitReady();
    }

    @Override
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
        identity.close();
        azure.close();
    }

    private JavaProcess launch(String port) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(azure.trust());
        environment.putAll(identity.environment());
        environment.putAll(azure.settings());
        return JavaProcess.start(
                folder.resolve("functions.log"),
                environment,
                AzureHostMain.class.getName(),
                List.of(
                        Checkout.root()
                                .resolve("functions-azure/src/main/function-app")
                                .toString(),
                        port,
                        ready().toString()));
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private URI awaitReady() {
        return Conditions.eventually(START, () -> "the host to be ready:\n" + process.output(), () -> {
            if (!process.alive() && !Files.exists(ready())) {
                throw new AssertionError("the host ended:\n" + process.output());
            }
            try {
                return Files.exists(ready()) ? Optional.of(URI.create(Files.readString(ready()))) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
