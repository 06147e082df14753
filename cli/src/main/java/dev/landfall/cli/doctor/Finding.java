package dev.landfall.cli.doctor;

/**
 * What a check found.
 *
 * @param check such as {@code git}
 * @param status how it is
 * @param detail what was seen
 * @param fix what to do; empty when all is well
 */
public record Finding(String check, Status status, String detail, String fix) {

    /** How a thing is. */
    public enum Status {
        OK,
        /** Works, or is not needed for everything. */
        WARNING,
        /** Something will not work. */
        FAILED
    }

    public static Finding ok(String check, String detail) {
        return new Finding(check, Status.OK, detail, "");
    }

    public static Finding warning(String check, String detail, String fix) {
        return new Finding(check, Status.WARNING, detail, fix);
    }

    public static Finding failed(String check, String detail, String fix) {
        return new Finding(check, Status.FAILED, detail, fix);
    }
}
