package dev.landfall.controlplane.records;

/** What became of a batch. */
public sealed interface BatchOutcome {

    /** All of it is durable. */
    record Written() implements BatchOutcome {}

    /**
     * Nothing was written.
     *
     * @param sort key of one document whose precondition did not hold
     */
    record Refused(String sort) implements BatchOutcome {}
}
