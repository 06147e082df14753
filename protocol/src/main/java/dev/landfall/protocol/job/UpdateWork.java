package dev.landfall.protocol.job;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.release.ReleaseManifest;
import java.net.URI;

/**
 * Puts another version of the runner in its place: it drains, a supervisor swaps the program, and the new one must be heard of, or
 * the old one comes back. The job ends when one of them has happened.
 *
 * @param manifest JWS compact of a {@link ReleaseManifest}; only the release key that the machine pins makes it good
 * @param from address below which the archives lie by their names; https, or http on this machine alone
 */
public record UpdateWork(String manifest, URI from) implements RunnerWork {

    public static final String KIND = "update";

    public UpdateWork {
        if (manifest == null || manifest.length() > ReleaseManifest.MAX_TEXT || from == null) {
            throw LandfallException.invalid("An update has a signed release manifest of at most "
                    + ReleaseManifest.MAX_TEXT + " characters and the address of its archives.");
        }
        var scheme = String.valueOf(from.getScheme());
        boolean local =
                scheme.equals("http") && ("127.0.0.1".equals(from.getHost()) || "localhost".equals(from.getHost()));
        if (from.getHost() == null || from.getRawQuery() != null || !(scheme.equals("https") || local)) {
            throw LandfallException.invalid(
                    "The archives of an update lie at an address that starts with https:// and has no query.");
        }
    }

    @Override
    public String kindName() {
        return KIND;
    }

    /** The control plane does not hear of the runner while it is swapped. */
    @Override
    public DisconnectPolicy disconnectPolicy() {
        return DisconnectPolicy.CONTINUE;
    }
}
