package dev.landfall.cli.version;

/** The version of this build, as the jar's manifest says it. */
public final class Version {

    private Version() {}

    /** Such as {@code 0.1.0}; {@code development} when it does not run from a jar. */
    public static String number() {
        var version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The line that {@code landfall --version} prints. */
    public static String line() {
        return "landfall " + number() + " (Java " + Runtime.version().feature() + ")";
    }
}
