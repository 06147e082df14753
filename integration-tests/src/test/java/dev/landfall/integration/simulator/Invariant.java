package dev.landfall.integration.simulator;

/** What must hold, whatever fails. */
enum Invariant {
    /** Jobs, attempts, steps and workflows move along the rows of their tables, each change with its transition. */
    LEGAL_TRANSITIONS,
    /** A job never has two attempts whose leases hold. */
    ONE_LIVE_LEASE,
    /** The fencing numbers of a job only grow. */
    GROWING_FENCES,
    /** An attempt that has ended stays as it ended. */
    ENDED_STAYS_ENDED,
    /** A completion that was acknowledged is recorded with that result, under that fencing number. */
    ACKNOWLEDGED_IS_RECORDED,
    /** A process starts only under a lease that holds. */
    STARTS_UNDER_LEASE,
    /** A job that goes on while disconnected starts once. */
    CONTINUE_STARTS_ONCE,
    /** Two processes of one job never run at once, unless the machine of the older one was frozen. */
    NO_OVERLAPPING_RUNS,
    /** A partition has one workflow at most that changes it. */
    ONE_CHANGING_WORKFLOW,
    /** An accepted event has led to one workflow. */
    ONE_WORKFLOW_PER_EVENT,
    /** What was answered as done is there. */
    ANSWERED_IS_STORED,
    /** A log chunk that was acknowledged can be read. */
    ACKNOWLEDGED_LOG_IS_KEPT,
    /** A runner takes every spec that was rightly signed. */
    GOOD_SPEC_IS_TAKEN,
    /** Once the faults are over every job comes to its end. */
    NO_JOB_STUCK,
    /** Once the faults are over every workflow comes to its end, and the changing lock is free. */
    NO_WORKFLOW_STUCK,
    /** Once the faults are over no message waits in an outbox. */
    NO_MESSAGE_STUCK,
    /** Nothing fails unexpectedly. */
    NO_DEFECT
}
