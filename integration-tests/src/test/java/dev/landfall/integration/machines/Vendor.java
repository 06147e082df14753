package dev.landfall.integration.machines;

import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.LocalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Somebody with the command line and an administrator's token of a control plane. */
record Vendor(LocalHost host) {

    /**
     * Runs a command to its end and returns what it said.
     *
     * @throws AssertionError when it fails
     */
    String landfall(String... words) {
        var command =
                new ArrayList<>(List.of(Checkout.root().resolve("landfall").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LANDFALL_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LANDFALL_SERVER", host.uri().toString());
        builder.environment().put("LANDFALL_TOKEN", host.adminToken());
        builder.environment().put("LANDFALL_ALLOW_HTTP", "1");
        var ended = end(builder);
        if (ended.exit() != 0) {
            throw new AssertionError(String.join(" ", words) + " ended with " + ended.exit() + ": " + ended.output());
        }
        return ended.output();
    }

    /** A new pool, and a token with which one runner may join it. */
    String poolWithToken(String pool) {
        landfall("pool", "create", pool);
        var said = landfall("pool", "enrol", pool, "--output", "json");
        var token = said.substring(said.indexOf("lfe_"));
        return token.substring(0, token.indexOf('"'));
    }

    /** A project whose jobs the pool does. */
    void project(String project, String pool, Path repository) {
        try {
            Files.createDirectories(repository);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end(new ProcessBuilder("git", "init", "--quiet", repository.toString()));
        landfall(
                "project",
                "create",
                project,
                "--pool",
                pool,
                "--repository",
                repository.toUri().toString());
    }

    /** Runs a program to its end. */
    static Machine.Ended end(ProcessBuilder builder) {
        try {
            var process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Machine.Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
