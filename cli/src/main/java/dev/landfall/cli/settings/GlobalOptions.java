package dev.landfall.cli.settings;

import dev.landfall.cli.output.OutputFormat;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that every command takes, before or after its name. Only the root lists them in its help, so that the help
 * of a command shows what is its own.
 */
public final class GlobalOptions {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            description = "How to print: for people, or the API's JSON (LANDFALL_OUTPUT).")
    @Nullable OutputFormat output;

    @Option(names = "--server", paramLabel = "URL", description = "The control plane to talk to (LANDFALL_SERVER).")
    @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the API token (LANDFALL_TOKEN_FILE; the token itself: LANDFALL_TOKEN).")
    @Nullable Path tokenFile;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Saved server and token to use (LANDFALL_CONTEXT); see 'landfall context list'.")
    @Nullable String context;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show what this command does, with examples.")
    boolean help;

    public @Nullable OutputFormat output() {
        return output;
    }

    public @Nullable String server() {
        return server;
    }

    public @Nullable Path tokenFile() {
        return tokenFile;
    }

    public @Nullable String context() {
        return context;
    }
}
