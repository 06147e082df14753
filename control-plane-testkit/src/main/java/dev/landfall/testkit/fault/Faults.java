package dev.landfall.testkit.fault;

/**
 * Decides what goes wrong. It is asked before and after every call of a faulty port, in the order of the calls, so that
 * one thread and one seed always meet the same faults.
 */
public interface Faults {

    /** When it is asked. */
    enum Moment {
        /** The call has had no effect yet. */
        BEFORE,
        /** The effect has happened; the caller does not know yet. */
        AFTER
    }

    /** What happens to a call. */
    enum Fault {
        NONE,
        /** The caller gets UNAVAILABLE: not reached, or the reply was lost. */
        UNAVAILABLE,
        /** The calling process dies with a {@link SimulatedCrash}. */
        CRASH
    }

    /** What happens to a message on its way; none of it is told to the sender. */
    enum Delivery {
        ONCE,
        TWICE,
        NEVER,
        /** Later than was asked for, and so after others. */
        LATE
    }

    /** @param call such as {@code Records.write} */
    Fault at(Moment moment, String call);

    /** @param queue name of the queue */
    Delivery deliver(String queue);

    /** Nothing goes wrong. */
    static Faults none() {
        return new SeededFaults(0, FaultRates.NONE);
    }
}
