package dev.landfall.runner.attempt;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cancellation of one attempt, or of its cleanup. Actions run in the thread that requests it. */
final class AttemptCancellation implements Cancellation {

    private final List<Runnable> actions = new ArrayList<>();
    private @Nullable Cause cause;

    /** Only the first request counts. */
    void request(Cause newCause) {
        List<Runnable> toRun;
        synchronized (this) {
            if (cause != null) {
                return;
            }
            cause = newCause;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
    }

    @Override
    public synchronized boolean requested() {
        return cause != null;
    }

    @Override
    public synchronized Optional<Cause> cause() {
        return Optional.ofNullable(cause);
    }

    @Override
    public void check() {
        cause().ifPresent(found -> {
            throw LandfallException.conflict(
                    switch (found) {
                        case CANCELLED -> "The job was cancelled.";
                        case TIMED_OUT -> "The job ran out of time.";
                        case DISCONNECTED -> "The job was stopped because the control plane could not be reached.";
                        case EVICTED -> "The job was stopped because its machine is taken away.";
                        case LOST -> "The job was stopped because the control plane gave this attempt up.";
                    });
        });
    }

    @Override
    public Registration onRequest(Runnable action) {
        synchronized (this) {
            if (cause == null) {
                actions.add(action);
                return () -> remove(action);
            }
        }
        action.run();
        return () -> {};
    }

    private synchronized void remove(Runnable action) {
        actions.remove(action);
    }
}
