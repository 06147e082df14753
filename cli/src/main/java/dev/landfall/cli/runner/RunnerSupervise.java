package dev.landfall.cli.runner;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.settings.ProcessLog;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.supervisor.OwnVersion;
import dev.landfall.runner.supervisor.Supervisor;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "supervise",
        description = {
            "Do the update that the runner on this machine asked for, from where it is to its end. Its systemd unit calls this, as root.",
            "Ends at once when nothing is asked."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall runner supervise --dir /var/lib/landfall"})
final class RunnerSupervise implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    RunnerFolder folder = new RunnerFolder();

    RunnerSupervise(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        ProcessLog.start(invocation.surroundings());
        try {
            var config = folder.config(invocation.surroundings());
            new Supervisor(config, OwnVersion.find(), InstantSource.system()).run();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("The supervisor was interrupted; its next start goes on.", e);
        }
    }
}
