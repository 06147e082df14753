package dev.landfall.cli.keys;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcKeys;
import java.nio.file.Path;

/** A private key as 'landfall keys root' makes it, for commands that sign with it. */
public final class PrivateKeyFile {

    private PrivateKeyFile() {}

    /**
     * @throws LandfallException INVALID when there is no such file or no key in it
     */
    public static EcKeys read(Path file) {
        return RootKeyFile.read(file);
    }
}
