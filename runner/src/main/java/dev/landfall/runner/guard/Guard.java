package dev.landfall.runner.guard;

import dev.landfall.runner.process.JobMark;
import dev.landfall.runner.process.ProcessEntry;
import dev.landfall.runner.process.ProcessWatch;
import dev.landfall.runner.process.SessionStarter;
import dev.landfall.runner.time.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small process beside the runner that waits at a pipe. When the runner dies, however it dies, the pipe ends: within a second the
 * guard interrupts all processes of the runner's jobs, and kills those that are left after their grace. When the guard dies
 * instead, {@link #ensureRunning} starts another. Safe for several threads.
 */
public final class Guard implements ProcessWatch, AutoCloseable {

    /** Names the guard's boot in its environment, so that a later start of the runner lets it do its work. */
    static final String VARIABLE = "LANDFALL_GUARD";

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    /** Between two starts of a guard that does not stay. */
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

    /** What the guard keeps of the runner's environment; the mark is there when the runner is itself part of a job. */
    private static final Set<String> KEPT_VARIABLES = Set.of("PATH", JobMark.VARIABLE);

    private final SessionStarter starter;
    private final String boot;
    private final Path attempts;
    private final Duration graceOfUnannounced;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, String> jobs = new LinkedHashMap<>();

    private @Nullable Process process;
    private long startedNanos;
    private boolean closed;

    /**
     * @param boot this start of this runner, as in {@link JobMark}
     * @param attempts folder of all workspaces
     * @param graceOfUnannounced for processes that the runner started and died before it could say so; whole seconds
     */
    public Guard(SessionStarter starter, String boot, Path attempts, Duration graceOfUnannounced, Ticker ticker) {
        this.starter = starter;
        this.boot = boot;
        this.attempts = attempts;
        this.graceOfUnannounced = graceOfUnannounced;
        this.ticker = ticker;
        this.startedNanos = ticker.nanos() - RESTART_PAUSE.toNanos();
    }

    /** Starts the guard when it does not run; to be called at the start and then every second. */
    public void ensureRunning() {
        lock.lock();
        try {
            if (!closed && !isRunning() && ticker.nanos() - startedNanos >= RESTART_PAUSE.toNanos()) {
                start();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void started(ProcessEntry leader, JobMark mark, Duration grace) {
        String line = "job " + leader.pid() + " " + leader.startTicks() + " " + Math.max(0, grace.toSeconds()) + " "
                + mark.value() + "\n";
        lock.lock();
        try {
            jobs.put(leader.pid(), line);
            tell(line);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void ended(long pid) {
        lock.lock();
        try {
            jobs.remove(pid);
            tell("end " + pid + "\n");
        } finally {
            lock.unlock();
        }
    }

    /** The runner ends as it should: no job runs any more, and the guard goes. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            tell("bye\n");
            if (process != null) {
                process.getOutputStream().close();
            }
        } catch (IOException e) {
            LOG.debug("the guard was gone already", e);
        } finally {
            lock.unlock();
        }
    }

    /** Process number of the guard; 0 when there is none. */
    long pid() {
        return process == null ? 0 : process.pid();
    }

    private boolean isRunning() {
        return process != null && process.isAlive();
    }

    private void start() {
        startedNanos = ticker.nanos();
        try {
            if (process != null) {
                LOG.warn("the guard had ended: another one is started");
                process.getOutputStream().close();
            }
            ProcessBuilder builder = new ProcessBuilder(starter.command(List.of(
                    "/bin/sh",
                    "-c",
                    GuardScript.text(),
                    "landfall-guard",
                    boot,
                    attempts + "/",
                    Long.toString(graceOfUnannounced.toSeconds()))));
            builder.environment().keySet().retainAll(KEPT_VARIABLES);
            builder.environment().put(VARIABLE, boot);
            builder.directory(Path.of("/").toFile());
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            process = builder.start();
            jobs.values().forEach(this::tell);
        } catch (IOException e) {
            LOG.atError().setCause(e).log("the guard could not be started: jobs may outlive a runner that is killed");
        }
    }

    private void tell(String line) {
        Process guard = process;
        if (guard == null) {
            return;
        }
        try {
            guard.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            guard.getOutputStream().flush();
        } catch (IOException e) {
            LOG.debug("the guard has ended", e);
        }
    }
}
