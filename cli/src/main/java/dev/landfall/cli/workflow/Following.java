package dev.landfall.cli.workflow;

import picocli.CommandLine.Option;

/** Option of commands that start a workflow. */
public final class Following {

    @Option(
            names = "--wait",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Follow it until it ends (default); --no-wait prints its id and returns.")
    boolean wait = true;

    public boolean waits() {
        return wait;
    }
}
