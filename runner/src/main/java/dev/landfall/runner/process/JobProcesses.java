package dev.landfall.runner.process;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.mask.ByteSink;
import dev.landfall.runner.time.Ticker;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Starts processes of jobs. Safe for several threads. */
public final class JobProcesses implements AutoCloseable {

    private static final File NULL_DEVICE = new File("/dev/null");

    /** How long a thread waits for its next pump. */
    private static final long IDLE_SECONDS = 10;

    private static final long PUMP_STACK_BYTES = 256 * 1024;

    private final SessionStarter starter;
    private final ProcessTable table;
    private final ProcessWatch watch;
    private final Ticker ticker;
    private final ExecutorService pumps;

    public JobProcesses(SessionStarter starter, ProcessTable table, ProcessWatch watch, Ticker ticker) {
        this.starter = starter;
        this.table = table;
        this.watch = watch;
        this.ticker = ticker;
        this.pumps = pumpThreads();
    }

    /**
     * Starts a process. The sinks are called by one thread each, never after the process's end was reported.
     *
     * @throws LandfallException INVALID when the program or the directory does not exist or cannot be executed,
     *     UNAVAILABLE when the system has no room for another process
     */
    public JobProcess start(ProcessSpec spec, ByteSink stdout, ByteSink stderr) {
        List<String> command =
                starter.command(LastingPipes.command(spec.user().command(resolved(spec), spec.environment())));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(spec.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(spec.user().environment(spec.environment()));
        if (spec.input().isEmpty()) {
            builder.redirectInput(NULL_DEVICE);
        }
        try {
            Process process = builder.start();
            // at once: of a process that has ended nobody can tell them any more
            List<String> pipes = pipesOf(process);
            OutputPump out = new OutputPump(process.getInputStream(), stdout);
            OutputPump err = new OutputPump(process.getErrorStream(), stderr);
            pumps.execute(out);
            pumps.execute(err);
            feed(process, spec.input());
            Optional<ProcessEntry> leader = table.find(process.pid());
            leader.ifPresent(entry -> watch.started(entry, spec.mark(), spec.grace()));
            long startTicks = leader.map(ProcessEntry::startTicks).orElse(0L);
            ProcessTree tree = new ProcessTree(table, ticker, process.pid(), startTicks, starter, spec);
            return new JobProcess(process, tree, new Outputs(out, err, ticker, pipes), starter, watch, ticker);
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "'" + spec.program() + "' could not be started: the system refused another process. "
                            + "Lower the number of slots or raise the limits of processes and memory.",
                    e);
        }
    }

    /** Lets the threads of the pumps go; processes that run go on and their output ends. */
    @Override
    public void close() {
        pumps.shutdownNow();
    }

    private static List<String> resolved(ProcessSpec spec) {
        if (!Files.isDirectory(spec.directory())) {
            throw LandfallException.invalid("'" + spec.program() + "' could not be started: its working directory does "
                    + "not exist. Name a directory of the checked out source.");
        }
        Path program = new Executables(spec.environment().getOrDefault("PATH", "/usr/bin:/bin"))
                .find(spec.program(), spec.directory())
                .orElseThrow(
                        () -> LandfallException.invalid(
                                "'" + spec.program() + "' could not be started: there is no "
                                        + "such executable. Correct the command, or install it on the runner and put it on the PATH."));
        List<String> command = new ArrayList<>(spec.command());
        command.set(0, program.toString());
        return command;
    }

    private void feed(Process process, String input) {
        if (!input.isEmpty()) {
            pumps.execute(() -> {
                try (OutputStream stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // A process may end, or close its input, without having read it.
                }
            });
        }
    }

    private List<String> pipesOf(Process process) {
        return IntStream.of(1, 2)
                .mapToObj(descriptor -> table.openFile(process.pid(), descriptor))
                .flatMap(Optional::stream)
                .filter(file -> file.startsWith("pipe:"))
                .toList();
    }

    /** Platform threads: reading a pipe blocks its thread, and there may be hundreds, more than carriers of virtual ones. */
    private static ExecutorService pumpThreads() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "job-output", PUMP_STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
