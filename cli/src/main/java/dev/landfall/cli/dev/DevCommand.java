package dev.landfall.cli.dev;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.settings.ProcessLog;
import dev.landfall.functionslocal.host.LocalControlPlane;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code landfall dev}. */
@Command(
        name = "dev",
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Run a control plane and one runner on this machine until Ctrl-C. All state is kept in a folder; both may be",
            "killed at any moment and go on at the next start. Other commands on this machine find it by themselves."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall dev", "  landfall dev --data /srv/landfall --port 7466 --no-runner"})
public final class DevCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    DevOptions options = new DevOptions();

    @Option(
            names = "--runner",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Also run a runner in this process (default).")
    boolean runner = true;

    public DevCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws InterruptedException {
        ProcessLog.start(invocation.surroundings());
        var config = options.config(invocation.surroundings());
        try (var controlPlane = LocalControlPlane.start(config)) {
            new DevContext(invocation.settings().file(), controlPlane).save();
            invocation.output().say("Landfall is at " + controlPlane.uri() + ", its state in " + config.data() + ".");
            invocation.output().say("Commands on this machine reach it by the context '" + DevContext.NAME + "'.");
            return runner ? runBeside(controlPlane) : runAlone();
        }
    }

    private int runBeside(LocalControlPlane controlPlane) {
        var data = options.config(invocation.surroundings()).data();
        try (var beside = LocalRunner.start(controlPlane, data, invocation.surroundings())) {
            beside.handleSignals();
            invocation.output().say("One runner takes jobs. Ctrl-C lets them finish and ends both.");
            return beside.awaitEnd();
        }
    }

    private int runAlone() throws InterruptedException {
        invocation.output().say("There is no runner in this process. Ctrl-C ends it.");
        new CountDownLatch(1).await();
        return 0;
    }
}
