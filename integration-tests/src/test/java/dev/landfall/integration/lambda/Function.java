package dev.landfall.integration.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A function as Lambda runs it: an environment serves one invocation at a time, a further one is started when all are busy,
 * up to the function's concurrency; what crashed or took too long is replaced.
 */
public final class Function implements AutoCloseable {

    private final FunctionSettings settings;
    private final Path log;
    private final Semaphore free;
    private final Deque<ExecutionEnvironment> idle = new ArrayDeque<>();
    private final Set<ExecutionEnvironment> all = new HashSet<>();
    private boolean stopped;

    /** @param log gets what its processes print */
    public Function(FunctionSettings settings, Path log) {
        this.settings = settings;
        this.log = log;
        this.free = new Semaphore(settings.concurrency(), true);
    }

    /** Waits while all environments are busy. */
    public Outcome invoke(byte[] event) {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Crash("interrupted");
        }
        try {
            return invokeNow(event);
        } finally {
            free.release();
        }
    }

    /** Kills every process; nothing is started until {@link #resume}. */
    public void kill() {
        Set<ExecutionEnvironment> killed;
        synchronized (this) {
            stopped = true;
            killed = Set.copyOf(all);
            all.clear();
            idle.clear();
        }
        killed.forEach(ExecutionEnvironment::close);
    }

    public synchronized void resume() {
        stopped = false;
    }

    /** How many processes there are. */
    public synchronized int environments() {
        return all.size();
    }

    public String output() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }

    private Outcome invokeNow(byte[] event) {
        var environment = take();
        if (environment == null) {
            return new Outcome.Crash("the function is stopped");
        }
        var outcome = environment.invoke(event);
        giveBack(environment, outcome);
        return outcome;
    }

    private synchronized @Nullable ExecutionEnvironment take() {
        if (stopped) {
            return null;
        }
        var last = idle.pollLast();
        if (last != null) {
            return last;
        }
        var started = ExecutionEnvironment.start(settings, log);
        all.add(started);
        return started;
    }

    private void giveBack(ExecutionEnvironment environment, Outcome outcome) {
        synchronized (this) {
            if (!(outcome instanceof Outcome.Crash) && all.contains(environment)) {
                idle.addLast(environment);
                return;
            }
            all.remove(environment);
        }
        environment.close();
    }
}
