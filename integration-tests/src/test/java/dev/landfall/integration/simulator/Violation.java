package dev.landfall.integration.simulator;

/** An invariant does not hold. An error, so that no code under test goes on after it. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    Violation(Invariant invariant, String detail) {
        super(invariant + ": " + detail);
        this.invariant = invariant;
    }

    Violation(String detail, Throwable cause) {
        super(Invariant.NO_DEFECT + ": " + detail, cause);
        this.invariant = Invariant.NO_DEFECT;
    }

    Invariant invariant() {
        return invariant;
    }

    static void unless(boolean holds, Invariant invariant, String detail) {
        if (!holds) {
            throw new Violation(invariant, detail);
        }
    }
}
