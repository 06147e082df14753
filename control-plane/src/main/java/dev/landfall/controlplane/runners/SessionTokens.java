package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
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
 * Access tokens of sessions: {@code lfr.<session as JSON, base64url>.<HMAC-SHA-256, base64url>}. They are checked without
 * reading the store; the key is in the secret store, so that tokens outlive the control plane's process. Thread-safe.
 */
final class SessionTokens {
    /** How long a token is good. */
    static final Duration VALID = Duration.ofMinutes(15);

    private static final String SECRET_PATH = "landfall/sessions";
    private static final String SECRET_KEY = "hmac";
    private static final String PREFIX = "lfr.";
    private static final int MAX_LENGTH = 2000;

    /** How often the key is read again because a token did not fit: another process may have made another one. */
    private static final Duration KEY_READ_GRAIN = Duration.ofSeconds(10);

    private final SecretStore secrets;
    private final InstantSource clock;
    private final Ids ids;
    private volatile Key key = new Key("", Instant.MIN);

    SessionTokens(SecretStore secrets, InstantSource clock, Ids ids) {
        this.secrets = secrets;
        this.clock = clock;
        this.ids = ids;
    }

    String issue(RunnerSession session) {
        var payload = encode(Json.write(session));
        return PREFIX + payload + "." + encode(mac(payload, currentKey()));
    }

    /**
     * @throws LandfallException UNAUTHENTICATED when it is no token, was forged or has expired
     */
    RunnerSession check(String token) {
        var session = verified(token).orElseThrow(SessionTokens::refused);
        if (!clock.instant().isBefore(session.expiresAt())) {
            throw LandfallException.unauthenticated(
                    "The runner's session expired at " + session.expiresAt() + "; open a new one.");
        }
        return session;
    }

    private Optional<RunnerSession> verified(String token) {
        int end = token.lastIndexOf('.');
        if (!token.startsWith(PREFIX) || end <= PREFIX.length() || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var payload = token.substring(PREFIX.length(), end);
        var given = token.substring(end + 1).getBytes(StandardCharsets.US_ASCII);
        boolean holds = holds(payload, given, currentKey()) || holds(payload, given, freshKey());
        return holds
                ? Optional.of(Json.read(Base64.getUrlDecoder().decode(payload), RunnerSession.class))
                : Optional.empty();
    }

    private static boolean holds(String payload, byte[] given, String key) {
        return MessageDigest.isEqual(encode(mac(payload, key)).getBytes(StandardCharsets.US_ASCII), given);
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

    private static byte[] mac(String payload, String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(payload.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static LandfallException refused() {
        return LandfallException.unauthenticated("This is not the token of a runner's session; open a session.");
    }

    private record Key(String text, Instant readAt) {}
}
