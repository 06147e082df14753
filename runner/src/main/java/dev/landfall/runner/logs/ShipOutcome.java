package dev.landfall.runner.logs;

/** What one step of a {@link LogShipper} came to. */
public enum ShipOutcome {
    /** A chunk was sent and acknowledged. */
    SENT,
    /** There is nothing to send now. */
    IDLE,
    /** The receiver does not answer; the chunk is kept and sent again later. */
    RETRY_LATER,
    /** The receiver will never take this log; what was left of it is removed. Final. */
    REFUSED,
    /** The log is closed and all of it is acknowledged. Final. */
    FINISHED
}
