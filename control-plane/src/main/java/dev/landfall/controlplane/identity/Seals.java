package dev.landfall.controlplane.identity;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts that only the control plane can have made: {@code <purpose>.<payload, base64url>.<HMAC-SHA-256, base64url>}. They are
 * checked without reading the store; the key is in the secret store, so that they outlive the control plane's process.
 * Thread-safe.
 */
public final class Seals {
    private static final String SECRET_PATH = "landfall/sessions";
    private static final String SECRET_KEY = "hmac";
    private static final int MAX_LENGTH = 2000;

    /** How often the key is read again because a text did not fit: another process may have made another one. */
    private static final Duration KEY_READ_GRAIN = Duration.ofSeconds(10);

    private final SecretStore secrets;
    private final InstantSource clock;
    private final Ids ids;
    private volatile Key key = new Key("", Instant.MIN);

    /** What a text is for; one made for another purpose does not fit. */
    public enum Purpose {
        SESSION("lfr"),
        NONCE("lfn");

        private final String prefix;

        Purpose(String prefix) {
            this.prefix = prefix;
        }
    }

    public Seals(SecretStore secrets, InstantSource clock, Ids ids) {
        this.secrets = secrets;
        this.clock = clock;
        this.ids = ids;
    }

    /** The payload, readable by everybody and made by nobody else. */
    public String seal(Purpose purpose, byte[] payload) {
        var text = purpose.prefix + "." + encode(payload);
        return text + "." + encode(mac(text, currentKey()));
    }

    /** The payload; empty when the text was not made here for this purpose. */
    public Optional<byte[]> open(Purpose purpose, String sealed) {
        int end = sealed.lastIndexOf('.');
        int start = purpose.prefix.length() + 1;
        if (!sealed.startsWith(purpose.prefix + ".") || end <= start || sealed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var text = sealed.substring(0, end);
        var given = sealed.substring(end + 1).getBytes(StandardCharsets.US_ASCII);
        return holds(text, given, currentKey()) || holds(text, given, freshKey())
                ? Optional.of(Base64.getUrlDecoder().decode(sealed.substring(start, end)))
                : Optional.empty();
    }

    private static boolean holds(String text, byte[] given, String key) {
        return MessageDigest.isEqual(encode(mac(text, key)).getBytes(StandardCharsets.US_ASCII), given);
    }

    private String currentKey() {
        var known = key;
        return known.text().isEmpty() ? readKey() : known.text();
    }

    private String freshKey() {
        var known = key;
        return known.readAt().plus(KEY_READ_GRAIN).isBefore(clock.instant()) ? readKey() : known.text();
    }

    private synchronized String readKey() {
        var stored = secrets.find(SECRET_PATH, SECRET_KEY).orElseGet(this::makeKey);
        key = new Key(stored, clock.instant());
        return stored;
    }

    private String makeKey() {
        secrets.put(SECRET_PATH, SECRET_KEY, ids.secret());
        return secrets.find(SECRET_PATH, SECRET_KEY)
                .orElseThrow(() -> LandfallException.unavailable("The secret store lost what it was given.", null));
    }

    private static byte[] mac(String text, String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private record Key(String text, Instant readAt) {}
}
