package dev.landfall.cli.release;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.release.ReleaseManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A signed release manifest in a file. */
public final class ManifestFile {

    /** Its name beside the archives. */
    static final String NAME = "release.jws";

    private ManifestFile() {}

    /**
     * @throws LandfallException INVALID when there is none, or it is no manifest
     */
    public static String read(Path file) {
        try {
            if (Files.size(file) > ReleaseManifest.MAX_TEXT) {
                throw LandfallException.invalid("The file " + file + " is too large to be a release manifest.");
            }
            var text = Files.readString(file).strip();
            ReleaseManifest.unverified(text);
            return text;
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The release manifest could not be read from " + file + "; check the path.", e);
        }
    }
}
