package dev.landfall.controlplane.records;

/** What must hold for a document that a batch writes. */
public sealed interface Precondition {

    /** Nothing is required. */
    record None() implements Precondition {}

    /** There is no such document. */
    record Absent() implements Precondition {}

    /** The document is there at exactly this version. */
    record AtVersion(String version) implements Precondition {}

    static Precondition none() {
        return new None();
    }

    static Precondition absent() {
        return new Absent();
    }

    static Precondition atVersion(String version) {
        return new AtVersion(version);
    }
}
