package dev.landfall.cli.runner;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.settings.ProcessLog;
import dev.landfall.runner.daemon.RunnerDaemon;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "start",
        description = {
            "Run the runner that this machine was registered as, until SIGTERM or Ctrl-C: the first drains, the second cancels.",
            "Settings: LANDFALL_RUNNER_*, see docs/configuration.md."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall runner start", "  landfall runner start --dir /var/lib/landfall"})
final class RunnerStart implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    RunnerFolder folder = new RunnerFolder();

    RunnerStart(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProcessLog.start(invocation.surroundings());
        try (var daemon = RunnerDaemon.start(folder.config(invocation.surroundings()))) {
            daemon.handleSignals();
            invocation.output().say("Runner " + daemon.runner() + " takes jobs. Ctrl-C lets them finish and ends it.");
            return daemon.awaitEnd();
        }
    }
}
