package dev.landfall.runner.attempt;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.Cancellation;
import dev.landfall.runner.job.Command;
import dev.landfall.runner.job.ProcessExit;
import dev.landfall.runner.process.JobMark;
import dev.landfall.runner.process.JobProcess;
import dev.landfall.runner.process.JobProcesses;
import dev.landfall.runner.process.ProcessSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Runs the commands of attempts as process trees that end with their cancellation. Thread-safe. */
public final class AttemptCommands {

    private static final Duration LONG = Duration.ofDays(1);

    private final JobProcesses processes;
    private final String boot;
    private final String searchPath;
    private volatile Duration maxGrace;
    private final Deadlines deadlines;

    /**
     * @param boot of this process of the runner, part of every mark
     * @param searchPath PATH of all commands
     * @param maxGrace the longest grace, whatever a job asks for
     */
    public AttemptCommands(
            JobProcesses processes, String boot, String searchPath, Duration maxGrace, Deadlines deadlines) {
        this.processes = processes;
        this.boot = boot;
        this.searchPath = searchPath;
        this.maxGrace = maxGrace;
        this.deadlines = deadlines;
    }

    /** From now on no grace is longer, whatever a job asks for and was told. */
    void shorten(Duration grace) {
        if (grace.compareTo(maxGrace) < 0) {
            maxGrace = grace;
        }
    }

    ProcessExit run(Command command, AttemptContext context) {
        var cancellation = context.attemptCancellation();
        cancellation.check();
        var log = context.attemptLog();
        var limit = command.captureLimitBytes();
        var stdout = new CapturedOutput(command.stdout(), log.stdout(), limit);
        var stderr = new CapturedOutput(command.stderr(), log.stderr(), limit);
        var grace = grace(context);
        int exitCode = inShelter(command, context, grace, stdout, stderr);
        log.endLines();
        var program = command.argv().getFirst();
        return new ProcessExit(exitCode, stdout.text(program), stderr.text(program));
    }

    private int inShelter(
            Command command, AttemptContext context, Duration grace, CapturedOutput stdout, CapturedOutput stderr) {
        var confinement = context.shelter().confinement();
        confinement.beforeCommand();
        try {
            var process = processes.start(spec(command, context, grace), stdout, stderr);
            return awaitEnd(process, command, context.attemptCancellation(), grace);
        } finally {
            confinement.afterCommand();
        }
    }

    private int awaitEnd(JobProcess process, Command command, Cancellation cancellation, Duration grace) {
        var registration = cancellation.onRequest(() -> stop(process, command, atMost(grace)));
        try {
            Optional<Integer> exit = Optional.empty();
            while (exit.isEmpty()) {
                exit = process.await(LONG);
            }
            return exit.get();
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("The runner is stopping.", e);
        } finally {
            registration.close();
        }
    }

    private void stop(JobProcess process, Command command, Duration grace) {
        switch (command.interrupt()) {
            case INT -> process.interrupt(grace);
            case TERM -> process.terminate(grace);
        }
        deadlines.after(grace, process::kill);
    }

    private Duration grace(AttemptContext context) {
        return atMost(Duration.ofSeconds(context.spec().cancelGraceSeconds()));
    }

    private Duration atMost(Duration asked) {
        var most = maxGrace;
        return asked.compareTo(most) < 0 ? asked : most;
    }

    private ProcessSpec spec(Command command, AttemptContext context, Duration grace) {
        var folders = context.folders();
        var lease = context.lease();
        var directory = command.directory();
        return new ProcessSpec(
                command.argv(),
                environment(command, context),
                directory == null ? folders.source() : directory,
                folders.root(),
                command.stdin(),
                new JobMark(boot, lease.job().value(), lease.attempt()),
                grace,
                context.shelter().confinement().user());
    }

    private Map<String, String> environment(Command command, AttemptContext context) {
        var environment = new HashMap<String, String>();
        environment.put("PATH", searchPath);
        environment.put("HOME", context.folders().home().toString());
        environment.put("TMPDIR", context.folders().temporary().toString());
        environment.put("LANG", "C.UTF-8");
        environment.putAll(command.env());
        environment.putAll(context.shelter().identity().environment());
        return environment;
    }
}
