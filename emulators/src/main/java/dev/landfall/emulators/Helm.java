package dev.landfall.emulators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program helm, in the version that machines of runners get. {@code build/kubernetes} builds it, too long for a test. */
public final class Helm {

    /** Why a test that needs it did not run. */
    public static final String NOT_BUILT = "there is no helm: install one with build/kubernetes, which takes Go";

    private static final Path FOLDER = ServerClassPath.folder().resolve("servers/kubernetes/target/folder");

    private final String program;
    private final Path home;
    private final Path configuration;

    private Helm(String program, Path home, Path configuration) {
        this.program = program;
        this.home = home;
        this.configuration = configuration;
    }

    /** What a run said, both streams, and its exit code. */
    public record Run(int exit, String output) {}

    /** Whether it was built. */
    public static boolean isBuilt() {
        return Files.exists(FOLDER);
    }

    /**
     * Without any cluster, whatever the machine has settings for.
     *
     * @param home for its settings and caches, instead of the user's
     */
    public static Helm at(Path home) {
        return at(home, home.resolve("none"));
    }

    /** @param configuration names the cluster, as {@code KUBECONFIG} does */
    public static Helm at(Path home, Path configuration) {
        try {
            return new Helm(program(), home, configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(NOT_BUILT, e);
        }
    }

    /** Runs it to its end. */
    public Run run(List<String> arguments) {
        var command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment().put("KUBECONFIG", configuration.toString());
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("Helm could not be run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while helm ran.", e);
        }
    }

    private static String program() throws IOException {
        return Path.of(Files.readString(FOLDER).strip(), "helm").toString();
    }
}
