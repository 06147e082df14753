package dev.landfall.functionsaws.kms;

import dev.landfall.protocol.error.LandfallException;

/**
 * An ECDSA signature as KMS gives it, in DER (RFC 3279 section 2.2.3: a sequence of the integers r and s), turned into the
 * 64 bytes of ES256 (RFC 7518 section 3.4).
 */
final class DerSignature {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int COORDINATE_BYTES = 32;

    /** A sequence of two integers of P-256 needs one length byte everywhere. */
    private static final int MAX_BYTES = 72;

    private final byte[] der;
    private int at;

    private DerSignature(byte[] der) {
        this.der = der;
    }

    /**
     * @throws LandfallException INTERNAL when it is not such a signature
     */
    static byte[] toEs256(byte[] der) {
        var reader = new DerSignature(der);
        if (der.length > MAX_BYTES || reader.next() != SEQUENCE || reader.next() != der.length - 2) {
            throw malformed();
        }
        var raw = new byte[2 * COORDINATE_BYTES];
        reader.integer(raw, 0);
        reader.integer(raw, COORDINATE_BYTES);
        if (reader.at != der.length) {
            throw malformed();
        }
        return raw;
    }

    private void integer(byte[] into, int offset) {
        if (next() != INTEGER) {
            throw malformed();
        }
        int length = next();
        int from = at;
        at += length;
        if (length == 0 || at > der.length) {
            throw malformed();
        }
        while (length > COORDINATE_BYTES && der[from] == 0) {
            from++;
            length--;
        }
        if (length > COORDINATE_BYTES) {
            throw malformed();
        }
        System.arraycopy(der, from, into, offset + COORDINATE_BYTES - length, length);
    }

    private int next() {
        if (at >= der.length) {
            throw malformed();
        }
        return der[at++] & 0xff;
    }

    private static LandfallException malformed() {
        return LandfallException.internal("KMS answered something that is no ECDSA signature of P-256.", null);
    }
}
