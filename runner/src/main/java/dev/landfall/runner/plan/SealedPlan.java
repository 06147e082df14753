package dev.landfall.runner.plan;

import dev.landfall.protocol.error.LandfallException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The layout of a sealed plan, all numbers big-endian.
 *
 * <pre>
 * offset bytes
 *      0     4  magic "LFPL"
 *      4     1  version, 1
 *      5     8  key id: which key sealed it
 *     13    12  nonce
 *     25     …  AES-256-GCM ciphertext, its 16-byte tag last
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // private to this package, never compared
record SealedPlan(byte[] keyId, byte[] nonce, byte[] ciphertext) {

    static final int KEY_ID_BYTES = 8;
    static final int NONCE_BYTES = 12;
    static final int TAG_BYTES = 16;
    static final int HEADER_BYTES = 4 + 1 + KEY_ID_BYTES + NONCE_BYTES;

    private static final byte[] MAGIC = "LFPL".getBytes(StandardCharsets.US_ASCII);
    private static final byte VERSION = 1;

    static byte[] header(byte[] keyId, byte[] nonce) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(MAGIC)
                .put(VERSION)
                .put(keyId)
                .put(nonce)
                .array();
    }

    static SealedPlan parse(byte[] sealed) {
        if (sealed.length < HEADER_BYTES + TAG_BYTES
                || !Arrays.equals(sealed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw LandfallException.invalid("These bytes are no sealed plan: plan again.");
        }
        if (sealed[MAGIC.length] != VERSION) {
            throw LandfallException.invalid("The plan was sealed in format " + sealed[MAGIC.length]
                    + ", which this runner does not know: update the runner, or plan again.");
        }
        var keyIdAt = MAGIC.length + 1;
        var nonceAt = keyIdAt + KEY_ID_BYTES;
        return new SealedPlan(
                Arrays.copyOfRange(sealed, keyIdAt, nonceAt),
                Arrays.copyOfRange(sealed, nonceAt, HEADER_BYTES),
                Arrays.copyOfRange(sealed, HEADER_BYTES, sealed.length));
    }
}
