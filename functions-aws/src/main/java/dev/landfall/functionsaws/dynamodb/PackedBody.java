package dev.landfall.functionsaws.dynamodb;

import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Bodies that would be billed as more than one KiB, in the zlib format (RFC 1950): JSON becomes a third of its size. */
final class PackedBody {

    /** With its keys and version, an item of a smaller body stays within the KiB that is billed anyway. */
    static final int SMALLEST_BYTES = 800;

    private PackedBody() {}

    /** The same bytes for the same body; empty when it is small, or would not become smaller. */
    static Optional<byte[]> pack(String body) {
        if (body.length() < SMALLEST_BYTES) {
            return Optional.empty();
        }
        var text = body.getBytes(StandardCharsets.UTF_8);
        var packed = new byte[text.length];
        var deflater = new Deflater();
        try {
            deflater.setInput(text);
            deflater.finish();
            int count = deflater.deflate(packed);
            return deflater.finished() ? Optional.of(Arrays.copyOf(packed, count)) : Optional.empty();
        } finally {
            deflater.end();
        }
    }

    /**
     * @throws LandfallException INTERNAL when the bytes are no packed body
     */
    static String unpack(byte[] packed) {
        var text = new byte[Write.MAX_BODY_BYTES];
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int count = inflater.inflate(text);
            if (!inflater.finished()) {
                throw LandfallException.internal("A record in the table is cut off, or larger than any record.", null);
            }
            return new String(text, 0, count, StandardCharsets.UTF_8);
        } catch (DataFormatException e) {
            throw LandfallException.internal("A record in the table is not packed as it says.", e);
        } finally {
            inflater.end();
        }
    }
}
