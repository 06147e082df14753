package dev.landfall.integration.process;

import dev.landfall.functionslocal.host.LocalConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code functions-local} in a process of its own, on a folder and a port that stay the same over restarts. */
public final class LocalHost implements Host {

    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final String address;
    private final Map<String, String> environment;
    private JavaProcess process;
    private URI uri;
    private String token;

    private LocalHost(Path folder, String address, Map<String, String> environment) {
        this.folder = folder;
        this.address = address;
        this.environment = Map.copyOf(environment);
        process = launch(SteadyPort.free());
        var lines = awaitReady();
        uri = URI.create(lines.get(0));
        token = lines.get(1);
    }

    public static LocalHost start(Path folder) {
        return start(folder, Map.of());
    }

    /** @param environment more of it, such as options of the Java runtime */
    public static LocalHost start(Path folder, Map<String, String> environment) {
        return new LocalHost(folder, LocalConfig.DEFAULT_HOST, environment);
    }

    /** @param address of this machine on which to listen, for those who are not on it */
    public static LocalHost start(Path folder, String address) {
        return new LocalHost(folder, address, Map.of());
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public String adminToken() {
        return token;
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void restart() {
        process = launch(uri.getPort());
        var lines = awaitReady();
        uri = URI.create(lines.get(0));
        token = lines.get(1);
    }

    @Override
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }

    private JavaProcess launch(int port) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JavaProcess.start(
                folder.resolve("control-plane.log"),
                environment,
                LocalMain.class.getName(),
                List.of(folder.resolve("data").toString(), String.valueOf(port), ready().toString(), address));
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private List<String> awaitReady() {
        return Conditions.eventually(START, () -> "the control plane to be ready:\n" + process.output(), () -> {
            if (!process.alive() && !Files.exists(ready())) {
                throw new AssertionError("the control plane ended:\n" + process.output());
            }
            try {
                return Files.exists(ready()) ? Optional.of(Files.readAllLines(ready())) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
