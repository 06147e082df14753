package dev.landfall.cli.keys;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcKeys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A root key, or a release key, as private JWK in a file that only its owner can read. */
public final class RootKeyFile {

    private static final int MAX_BYTES = 8 * 1024;

    private RootKeyFile() {}

    static Optional<EcKeys> find(Path file) {
        return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
    }

    /**
     * @throws LandfallException INVALID when there is no such file or no key in it
     */
    public static EcKeys read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw LandfallException.invalid("The file " + file + " is too large to be a root key.");
            }
            return EcKeys.read(Files.readString(file).strip());
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The root key could not be read from " + file + "; check the path.", e);
        }
    }

    static EcKeys create(Path file) {
        var keys = EcKeys.generate();
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, ownerOnly)) {
            var text = ByteBuffer.wrap((keys.privateJwk() + "\n").getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
            return keys;
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID,
                    "The root key could not be written to " + file + "; choose a folder that is there.",
                    e);
        }
    }
}
