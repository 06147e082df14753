package dev.landfall.controlplane.runners;

import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Registers one runner. Its text {@code lfe_<pool>_<secret>} is shown once; what is kept is its SHA-256.
 *
 * @param text secret
 */
public record EnrolmentToken(PoolId pool, String text, Instant expiresAt) {
    private static final Pattern FORM = Pattern.compile("lfe_([A-Za-z0-9]{1,40})_([A-Za-z0-9_-]{20,100})");

    private static final String POOL_PREFIX = "pool_";

    static EnrolmentToken make(PoolId pool, String secret, Instant expiresAt) {
        var text = "lfe_" + pool.value().substring(pool.value().indexOf('_') + 1) + "_" + secret;
        return new EnrolmentToken(pool, text, expiresAt);
    }

    /**
     * @throws LandfallException UNAUTHENTICATED when the text is no enrolment token
     */
    static PoolId poolOf(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw LandfallException.unauthenticated("This is not an enrolment token; 'landfall pool create' or"
                    + " 'landfall pool enrol' prints one. It works once, for an hour.");
        }
        return new PoolId(POOL_PREFIX + form.group(1));
    }

    /** The sort key under which the pool's partition keeps it. */
    static String sort(String text) {
        return "enrol." + Sha256.hex(text);
    }

    @Override
    public String toString() {
        return "EnrolmentToken[" + pool + ", expires " + expiresAt + "]";
    }
}
