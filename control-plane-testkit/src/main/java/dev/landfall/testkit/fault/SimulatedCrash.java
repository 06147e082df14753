package dev.landfall.testkit.fault;

/** The calling process is dead. An error, so that no code under test goes on after it; only a simulator catches it. */
public final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    public SimulatedCrash(String where) {
        super("simulated crash " + where, null, false, false);
    }
}
