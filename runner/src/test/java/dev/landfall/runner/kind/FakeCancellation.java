package dev.landfall.runner.kind;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cancellation that a test requests. */
public final class FakeCancellation implements Cancellation {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean requested;

    public synchronized void request() {
        requested = true;
        actions.forEach(Runnable::run);
    }

    @Override
    public synchronized boolean requested() {
        return requested;
    }

    @Override
    public synchronized Optional<Cause> cause() {
        return requested ? Optional.of(Cause.CANCELLED) : Optional.empty();
    }

    @Override
    public void check() {
        if (requested()) {
            throw LandfallException.conflict("The job was cancelled.");
        }
    }

    @Override
    public synchronized Registration onRequest(Runnable action) {
        if (requested) {
            action.run();
        }
        actions.add(action);
        return () -> deregister(action);
    }

    private synchronized void deregister(Runnable action) {
        actions.remove(action);
    }
}
