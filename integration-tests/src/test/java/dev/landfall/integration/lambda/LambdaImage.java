package dev.landfall.integration.lambda;

import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the container image is built from, with the start-up cache trained as its Dockerfile trains it. */
public final class LambdaImage {

    private static final Path CONTEXT = Path.of("functions-aws/target/image");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path folder;

    private LambdaImage(Path folder) {
        this.folder = folder;
    }

    /** The folder in which the image is built. */
    public static Path context() {
        var context = Checkout.root().resolve(CONTEXT);
        if (!Files.exists(context)) {
            throw new IllegalStateException(
                    "There is no " + context + "; run 'mvn package -pl functions-aws -am' in the checkout.");
        }
        return context;
    }

    /**
     * Takes the steps of the Dockerfile: copies, and trains.
     *
     * @param folder empty or absent; stands for {@code /function}
     */
    public static LambdaImage build(Path folder) {
        try {
            Files.createDirectories(folder.resolve("lib"));
            try (var jars = Files.list(context().resolve("lib"))) {
                for (var jar : jars.toList()) {
                    Files.copy(jar, folder.resolve("lib").resolve(jar.getFileName()));
                }
            }
            train(folder);
            return new LambdaImage(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher and its options, class path included. */
    public List<String> java() {
        try {
            var java = new ArrayList<String>();
            java.add(launcher());
            java.addAll(Files.readAllLines(folder.resolve("java-options")));
            return java;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path cache() {
        return folder.resolve("function.aot");
    }

    private static void train(Path folder) throws IOException {
        var log = folder.resolve("train.log");
        var process = new ProcessBuilder("sh", context().resolve("train").toString(), folder.toString(), launcher())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("The training failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String launcher() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
