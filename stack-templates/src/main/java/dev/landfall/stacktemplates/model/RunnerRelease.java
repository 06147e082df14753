package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The runner that a machine becomes, pinned.
 *
 * @param version for people and for the install's record
 * @param archive what {@code make dist} makes
 * @param jdk tar.gz of a JDK, release 21 or newer; null takes the distribution's own
 * @param releaseKey public half of the key that signs later versions, which the machine may be updated to; null when the archive
 *     brings one or no update shall be taken
 * @param terraform zip of Terraform or OpenTofu; null when the image has one or no job needs it
 */
public record RunnerRelease(
        String version,
        Download archive,
        @Nullable Download jdk,
        @Nullable EcJwk releaseKey,
        @Nullable TerraformRelease terraform) {

    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+-]{0,63}");

    public RunnerRelease {
        if (version == null || !VERSION.matcher(version).matches()) {
            throw LandfallException.invalid("'" + version + "' is not a version of the runner, such as 0.3.1.");
        }
    }

    /**
     * @param program {@code terraform} or {@code tofu}
     */
    public record TerraformRelease(Download zip, String program) {

        public TerraformRelease {
            if (!"terraform".equals(program) && !"tofu".equals(program)) {
                throw LandfallException.invalid("The program '" + program + "' is neither terraform nor tofu.");
            }
        }
    }
}
