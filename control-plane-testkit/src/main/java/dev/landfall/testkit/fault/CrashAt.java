package dev.landfall.testkit.fault;

/**
 * {@link Faults} that crash once, at the n-th moment: with n from 1 upwards a test goes through every point at which a
 * process can die between two effects.
 */
public final class CrashAt implements Faults {

    private final int moment;
    private int seen;

    /**
     * @param moment to crash at, from 1
     */
    public CrashAt(int moment) {
        this.moment = moment;
    }

    /** Whether the moment came; when not, the work has fewer moments than that. */
    public boolean happened() {
        return seen >= moment;
    }

    @Override
    public Fault at(Moment when, String call) {
        seen++;
        return seen == moment ? Fault.CRASH : Fault.NONE;
    }

    @Override
    public Delivery deliver(String queue) {
        return Delivery.ONCE;
    }
}
