package dev.landfall.protocol.signature;

import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 4648 section 5, RFC 7515 section 2), where every byte string has exactly one text. */
final class Base64Url {

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty for anything that {@link #encode} would not have written: padding, white space, unused bits that are set. */
    static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
