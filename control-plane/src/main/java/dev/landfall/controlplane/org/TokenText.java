package dev.landfall.controlplane.org;

import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.id.OrgId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A token as it is shown once: {@code lf_<org>_<id>_<secret>}, where org and id are without their prefixes. It tells where
 * its record is, so that no index is needed.
 */
record TokenText(OrgId org, String tokenId, String text) {

    static final String ID_PREFIX = "tok";

    private static final String ORG_PREFIX = "org_";
    private static final Pattern FORM =
            Pattern.compile("lf_([A-Za-z0-9]{1,40})_([A-Za-z0-9]{1,40})_([A-Za-z0-9_-]{20,100})");

    static TokenText make(OrgId org, String tokenId, String secret) {
        return new TokenText(
                org, tokenId, "lf_" + afterPrefix(org.value()) + "_" + afterPrefix(tokenId) + "_" + secret);
    }

    static Optional<TokenText> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new TokenText(new OrgId(ORG_PREFIX + form.group(1)), ID_PREFIX + "_" + form.group(2), text))
                : Optional.empty();
    }

    String sha256() {
        return Sha256.hex(text);
    }

    /** Compares in constant time. */
    boolean hasHash(String sha256) {
        return MessageDigest.isEqual(
                sha256().getBytes(StandardCharsets.US_ASCII), sha256.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "token " + tokenId;
    }

    private static String afterPrefix(String id) {
        return id.substring(id.indexOf('_') + 1);
    }
}
