package dev.landfall.integration.lambda;

import dev.landfall.integration.process.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/** The deployment zip, as {@code functions-aws} packages it, unpacked as Lambda unpacks it into {@code /var/task}. */
public final class LambdaPackage {

    private static final Path ZIP = Path.of("functions-aws/target/landfall-aws.zip");
    private static final Path JAR = Path.of("functions-aws/target/functions-aws-0.1.0-SNAPSHOT.jar");
    private static final List<String> RUNTIME = List.of(
            "aws-lambda-java-runtime-interface-client-",
            "aws-lambda-java-serialization-",
            "aws-lambda-java-core-",
            "utils-lite-");

    private final Path task;

    private LambdaPackage(Path task) {
        this.task = task;
    }

    /** The zip of this checkout. */
    public static Path zip() {
        var zip = Checkout.root().resolve(ZIP);
        if (!Files.exists(zip)) {
            throw new IllegalStateException(
                    "There is no " + zip + "; run 'mvn package -pl functions-aws -am' in the checkout.");
        }
        return zip;
    }

    /** @param folder empty or absent */
    public static LambdaPackage unpack(Path folder) {
        try (var zip = new ZipInputStream(Files.newInputStream(zip()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(zip, target);
                }
            }
            return new LambdaPackage(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code LAMBDA_TASK_ROOT}. */
    public Path task() {
        return task;
    }

    /** The runtime interface client alone, as in the managed runtime, which finds everything else in the task root. */
    public static String runtimeClassPath() {
        return runtime().collect(Collectors.joining(File.pathSeparator));
    }

    /** Everything as jars, as a start-up cache needs it and the container image has it. */
    public String imageClassPath() {
        try (var libraries = Files.list(task.resolve("lib"))) {
            var all = Stream.concat(
                    Stream.concat(
                            Stream.of(Checkout.root().resolve(JAR).toString()),
                            libraries.sorted(Comparator.naturalOrder()).map(Path::toString)),
                    runtime()
                            .filter(jar -> !Files.exists(
                                    task.resolve("lib").resolve(Path.of(jar).getFileName()))));
            return all.collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> runtime() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> {
                    var name = String.valueOf(Path.of(entry).getFileName());
                    return RUNTIME.stream().anyMatch(name::startsWith);
                });
    }
}
