package dev.landfall.runner.kind.action;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.workspace.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The file into which a step may write outputs. It is there and empty when the step starts. */
record OutputsFile(Path path) {

    /** Outputs live in a record, which has less than 64 KiB. */
    static final int MAX_BYTES = 64 * 1024;

    static OutputsFile make(Path path) {
        PrivateFiles.write(path, "");
        return new OutputsFile(path);
    }

    /**
     * What the step wrote; nothing when it removed the file.
     *
     * @throws LandfallException INVALID with the line that is wrong, LIMIT when the file is too long
     */
    Map<String, JsonNode> read(String step) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Map.of();
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw LandfallException.invalid("The outputs file of step '" + step + "' is no regular file any more.");
        }
        return OutputsText.parse(text(bytes(step), step), step);
    }

    private byte[] bytes(String step) {
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw LandfallException.limit("The outputs of step '" + step + "' have more than the " + MAX_BYTES
                        + " bytes that are allowed: put large results elsewhere and output their address.");
            }
            return bytes;
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The outputs of step '" + step + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static String text(byte[] bytes, String step) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new LandfallException(ErrorKind.INVALID, "The outputs of step '" + step + "' are not UTF-8 text.", e);
        }
    }
}
