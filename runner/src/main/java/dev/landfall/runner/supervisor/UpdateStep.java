package dev.landfall.runner.supervisor;

/**
 * How far an update is. Each step may be begun again after a crash.
 *
 * <pre>
 * from       to         when
 * FETCH      DRAIN      the version is unpacked and answers
 * FETCH      FAILED     it is refused, or cannot be fetched; nothing was touched
 * DRAIN      SWAP       the runner has ended
 * DRAIN      ROLL_BACK  it cannot be stopped
 * SWAP       PROVE      the new version is in its place and started
 * PROVE      SUCCEEDED  the control plane has answered it
 * PROVE      ROLL_BACK  it has not within the time for that, or did not start
 * ROLL_BACK  FAILED     the old version is in its place and started
 * </pre>
 */
enum UpdateStep {
    FETCH,
    DRAIN,
    SWAP,
    PROVE,
    ROLL_BACK,
    SUCCEEDED,
    FAILED;

    boolean ended() {
        return this == SUCCEEDED || this == FAILED;
    }
}
