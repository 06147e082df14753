package dev.landfall.controlplane.secret;

import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;

/** Where a secret value is. The form is checked by every implementation of {@link SecretStore}. */
public record SecretName(String path, String key) {

    private static final int MAX_PATH = 200;
    private static final int MAX_KEY = 100;

    public SecretName {
        if (!fits(path, MAX_PATH, true)) {
            throw LandfallException.invalid(
                    "A secret's path is 1 to " + MAX_PATH + " of A-Z, a-z, 0-9, '/', '_' and '-'; this one is not.");
        }
        if (!fits(key, MAX_KEY, false)) {
            throw LandfallException.invalid(
                    "A secret's key is 1 to " + MAX_KEY + " of A-Z, a-z, 0-9, '_' and '-'; this one is not.");
        }
    }

    /** {@code path:key}, unique as neither part holds a colon. */
    public String text() {
        return path + ":" + key;
    }

    /**
     * @throws LandfallException LIMIT when the value is longer than {@link SecretStore#MAX_VALUE_BYTES}
     */
    public static void requireValue(String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length > SecretStore.MAX_VALUE_BYTES) {
            throw LandfallException.limit(
                    "A secret value has at most " + SecretStore.MAX_VALUE_BYTES + " bytes; this one has more.");
        }
    }

    private static boolean fits(String part, int max, boolean slash) {
        return !part.isEmpty() && part.length() <= max && part.chars().allMatch(c -> allowed(c, slash));
    }

    private static boolean allowed(int c, boolean slash) {
        return (c < 128 && Character.isLetterOrDigit(c)) || c == '_' || c == '-' || (slash && c == '/');
    }
}
