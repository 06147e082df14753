package dev.landfall.emulators;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Stands in for the Terraform providers hashicorp/aws, azurerm, random and time: it serves the true schemas of the types that
 * Landfall's modules use, plans, and "makes" things without a cloud. What providers check themselves beyond their schema is
 * not checked, but for values of attributes that only the provider sets. Needs {@code node} and {@code npm} on the PATH.
 */
public final class TerraformProviders implements AutoCloseable {

    private static final int STOPPED_WITHIN_SECONDS = 10;

    private final Process process;
    private final Thread atExit;
    private final String reattach;

    private TerraformProviders(Process process, String reattach) {
        this.process = process;
        this.reattach = reattach;
        this.atExit = new Thread(process::destroyForcibly, "stop-terraform-providers");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts; when it returns, Terraform can be run. */
    public static TerraformProviders start() {
        var tool = NpmTool.installed("terraform-providers");
        try {
            var process = new ProcessBuilder(
                            "node",
                            tool.source().resolve("provider.mjs").toString(),
                            tool.target().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            // it says where it listens as its only line, or ends
            var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = output.readLine();
            if (line == null) {
                throw new IllegalStateException("The stand-in for Terraform providers ended before it was ready.");
            }
            return new TerraformProviders(process, line);
        } catch (IOException e) {
            throw new UncheckedIOException("The stand-in for Terraform providers could not be started.", e);
        }
    }

    /** The value of {@code TF_REATTACH_PROVIDERS} by which Terraform and OpenTofu find it. */
    public String reattach() {
        return reattach;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            // the runtime is ending and the hook has run
        }
    }
}
