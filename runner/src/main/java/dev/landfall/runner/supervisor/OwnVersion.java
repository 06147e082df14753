package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.release.ReleaseVersion;
import java.util.Optional;

/** The version of this program. */
public final class OwnVersion {

    private OwnVersion() {}

    /** As the build wrote it; {@code development} where it is not packed. */
    public static String text() {
        var version = OwnVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Empty where it is not packed. */
    public static Optional<ReleaseVersion> find() {
        try {
            return Optional.of(new ReleaseVersion(text()));
        } catch (LandfallException e) {
            return Optional.empty();
        }
    }
}
