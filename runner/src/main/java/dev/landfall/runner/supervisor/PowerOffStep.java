package dev.landfall.runner.supervisor;

/**
 * How far the end of a machine is. Each step may be begun again after a crash; none is in another boot of the machine.
 *
 * <pre>
 * from    to       when
 * CHECK   REPORT   the policy allows it
 * CHECK   REFUSED  it does not
 * REPORT  DRAIN    the runner has reported the end of its job
 * REPORT  REFUSED  the runner has taken it back, or says nothing
 * DRAIN   OFF      the runner has ended, or cannot be stopped
 * any     ENDED    the machine has been started again
 * </pre>
 */
enum PowerOffStep {
    CHECK,
    REPORT,
    DRAIN,
    OFF,
    REFUSED,
    ENDED;

    boolean ended() {
        return this == REFUSED || this == ENDED;
    }
}
