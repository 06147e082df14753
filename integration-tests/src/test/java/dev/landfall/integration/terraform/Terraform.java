package dev.landfall.integration.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.TerraformProviders;
import dev.landfall.integration.process.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Terraform, or OpenTofu, in a copy of the checkout's folder {@code terraform}, with the stand-in for providers. */
final class Terraform implements AutoCloseable {

    private static final int ENDED_WITHIN_SECONDS = 300;

    private final TerraformProviders providers;
    private final String program;
    private final Path folder;

    private Terraform(TerraformProviders providers, String program, Path folder) {
        this.providers = providers;
        this.program = program;
        this.folder = folder;
    }

    /** What a command said. */
    record Run(int exit, String output) {

        Run assertOk() {
            assertEquals(0, exit, output);
            return this;
        }
    }

    /**
     * @param folder empty; gets the copy
     */
    static Terraform in(Path folder) {
        return of(Checkout.root().resolve("terraform"), folder);
    }

    /**
     * @param source what is copied instead of the checkout's modules
     */
    static Terraform of(Path source, Path folder) {
        assumeTrue(
                isInstalled("terraform") || isInstalled("tofu"),
                "neither terraform nor tofu is on the PATH: install one to check the Terraform modules");
        assumeTrue(
                isInstalled("node") && isInstalled("npm"),
                "node and npm are not on the PATH: install one of release 20 or newer to check the Terraform modules");
        copy(source, folder);
        return new Terraform(TerraformProviders.start(), isInstalled("terraform") ? "terraform" : "tofu", folder);
    }

    /** A folder of the copy. */
    Path folder(String name) {
        return folder.resolve(name);
    }

    Run run(String where, String... arguments) {
        return run(folder(where), List.of(arguments));
    }

    Run run(Path where, List<String> arguments) {
        var command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        return run(where, command, Map.of());
    }

    /** Runs a script of the shell in which {@code terraform} asks nothing. */
    Run shell(Path where, Path script, String path) {
        return run(
                where,
                List.of("/bin/sh", script.toString()),
                Map.of("PATH", path, "TF_CLI_ARGS_apply", "-auto-approve", "TF_INPUT", "0"));
    }

    private Run run(Path where, List<String> command, Map<String, String> variables) {
        try {
            var log = Files.createTempFile(folder, "terraform-", ".log");
            var builder = new ProcessBuilder(command)
                    .directory(where.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("TF_") || name.startsWith("AWS_"));
            builder.environment().put("TF_REATTACH_PROVIDERS", providers.reattach());
            builder.environment().put("TF_CLI_CONFIG_FILE", ownConfiguration());
            builder.environment().put("CHECKPOINT_DISABLE", "1");
            builder.environment().putAll(variables);
            var process = builder.start();
            process.getOutputStream().close();
            return new Run(exit(process), Files.readString(log, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        providers.close();
    }

    /** Empty, so that nobody's own settings count. */
    private String ownConfiguration() throws IOException {
        var file = folder.resolve("terraform.rc");
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return file.toString();
    }

    private static int exit(Process process) {
        try {
            if (process.waitFor(ENDED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new IllegalStateException("Terraform did not end within " + ENDED_WITHIN_SECONDS + " s.");
    }

    static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    /** Without what somebody's own runs in the checkout have left. */
    static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var name = from.relativize(file).toString();
                if (name.contains(".terraform") || name.contains(".tfstate")) {
                    continue;
                }
                var target = to.resolve(name);
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
