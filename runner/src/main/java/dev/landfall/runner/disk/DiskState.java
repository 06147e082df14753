package dev.landfall.runner.disk;

/**
 * What a look at the disk showed.
 *
 * @param message for people: what is short and what to do; empty when all is well
 */
public record DiskState(Level level, String message) {

    /** How bad it is. */
    public enum Level {
        /** Jobs may be claimed. */
        OK,
        /** Jobs that run may go on; none is claimed. */
        LOW,
        /** Jobs that run are about to fail for want of space. */
        FULL
    }

    static final DiskState FINE = new DiskState(Level.OK, "");

    public boolean allowsClaim() {
        return level == Level.OK;
    }
}
