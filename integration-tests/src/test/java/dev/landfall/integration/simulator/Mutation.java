package dev.landfall.integration.simulator;

/** A guard that is taken away, to prove that the simulator would notice. */
enum Mutation {
    /** Everything is in place. */
    NONE,
    /** Jobs and attempts are written without conditions: the claim decides nothing. */
    CLAIMS_ARE_UNCONDITIONAL,
    /** A completion is taken for whatever attempt of the job lives. */
    FENCES_ARE_NOT_CHECKED,
    /** What a crash left in an outbox is never found. */
    OUTBOXES_ARE_NOT_SWEPT,
    /** The due index is never read. */
    DUE_PARTITIONS_ARE_NOT_FOUND,
    /** Waiting jobs are not announced again. */
    WAITING_JOBS_ARE_FORGOTTEN,
    /** An event that was taken before is not recognised. */
    EVENTS_ARE_NOT_RECOGNISED,
    /** A second workflow may change a partition. */
    CHANGES_ARE_NOT_LOCKED,
    /** A runner that cannot renew goes on with jobs that must stop. */
    RUNNERS_DO_NOT_STOP,
    /** Chunks of logs are acknowledged and thrown away. */
    LOGS_ARE_NOT_KEPT,
    /** A runner goes by the clock of its machine, whoever sets it. */
    MACHINES_CLOCKS_ARE_BELIEVED
}
