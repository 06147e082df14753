package dev.landfall.runner.job;

import java.util.Optional;

/** Whether and why an attempt has to end early. Once requested it stays so. Thread-safe. */
public interface Cancellation {

    /** Why an attempt is ended before its own end. */
    enum Cause {
        /** Somebody cancelled the job, or the runner has to stop at once. */
        CANCELLED,
        /** The attempt ran for longer than its spec allows. */
        TIMED_OUT,
        /** The control plane was not heard of for too long and the job's kind stops then. */
        DISCONNECTED,
        /** The cloud takes the machine away. */
        EVICTED,
        /** The lease belongs to somebody else or the job has ended: nothing is reported. */
        LOST
    }

    boolean requested();

    /** The first cause; empty while not requested. */
    Optional<Cause> cause();

    /**
     * Guards the next step of a handler.
     *
     * @throws dev.landfall.protocol.error.LandfallException CONFLICT when cancellation is requested
     */
    void check();

    /** Runs the action once when cancellation is requested, or at once when it is already. Close to deregister. */
    Registration onRequest(Runnable action);

    /** A registered action. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
