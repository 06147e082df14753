package dev.landfall.controlplane.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * GitHub's {@code X-Hub-Signature-256}: {@code sha256=} and the HMAC-SHA-256 of the raw body in lower-case hex (GitHub
 * Docs, "Validating webhook deliveries").
 */
final class GitHubSignature {

    private static final String PREFIX = "sha256=";
    private static final int HEX_LENGTH = 64;

    private GitHubSignature() {}

    /** Whether one of the secrets made the signature; every secret is tried, each comparison in constant time. */
    static boolean matches(byte[] body, String header, List<String> secrets) {
        if (!header.startsWith(PREFIX) || header.length() != PREFIX.length() + HEX_LENGTH) {
            return false;
        }
        byte[] given = header.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8);
        boolean matches = false;
        for (String secret : secrets) {
            matches |= MessageDigest.isEqual(given, hex(body, secret).getBytes(StandardCharsets.US_ASCII));
        }
        return matches;
    }

    private static String hex(byte[] body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
