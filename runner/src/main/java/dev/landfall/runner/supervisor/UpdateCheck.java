package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.release.ReleaseManifest;
import dev.landfall.protocol.release.ReleaseVersion;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.Verified;
import dev.landfall.runner.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Whether a version may be put in place on this machine. The runner asks before it hands a job over, so that the answer comes at
 * once; the supervisor asks again, because it does not believe the runner.
 *
 * @param running the version that runs; empty when the program does not know its own
 */
record UpdateCheck(Path releaseKey, Policy policy, Optional<ReleaseVersion> running) {

    private static final long MAX_KEY_BYTES = 8 << 10;

    /** What is verified and allowed. */
    record Good(ReleaseManifest manifest, ReleaseManifest.Archive archive) {}

    /**
     * @throws LandfallException FORBIDDEN with the reason; INVALID when the machine has no release key
     */
    Good require(String manifest) {
        var good = switch (ReleaseManifest.open(manifest, key())) {
            case Verified.Accepted<ReleaseManifest> opened -> opened.value();
            case Verified.Refused<ReleaseManifest> refused ->
                throw LandfallException.forbidden(
                        "The release manifest is not signed by the release key that this machine pins in " + releaseKey
                                + ": " + refused.reason());
        };
        policy.versionRefusal(good.version()).ifPresent(reason -> {
            throw LandfallException.forbidden("The runner's policy refuses the update: " + reason);
        });
        if (running.isPresent() && good.version().compareTo(running.get()) <= 0) {
            throw LandfallException.forbidden("Version " + good.version() + " is not newer than " + running.get()
                    + ", which runs; going back is done by installing its package on the machine.");
        }
        var archive = good.archiveFor(Platform.name())
                .orElseThrow(() -> LandfallException.forbidden(
                        "Version " + good.version() + " has no archive for " + Platform.name() + "."));
        return new Good(good, archive);
    }

    private EcJwk key() {
        try {
            if (Files.isRegularFile(releaseKey) && Files.size(releaseKey) <= MAX_KEY_BYTES) {
                return EcJwk.read(Files.readString(releaseKey).strip());
            }
        } catch (IOException e) {
            throw LandfallException.invalid(
                    "The release key in " + releaseKey + " cannot be read: " + e.getMessage() + ".");
        }
        throw LandfallException.invalid(
                "This machine pins no release key, so it takes no updates: put the public half into " + releaseKey
                        + ".");
    }
}
