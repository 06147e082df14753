package dev.landfall.functionslocal.queue;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Tokens that allow to receive from one queue until a moment: {@code <queue>.<epoch second>.<HMAC-SHA256 of both>}.
 * Nothing is stored. Thread-safe.
 */
public final class QueueTokens {

    private final byte[] key;
    private final InstantSource clock;

    public QueueTokens(HostKey hostKey, InstantSource clock) {
        this.key = hostKey.derive("queue tokens");
        this.clock = clock;
    }

    public String issue(QueueName queue, Instant expiresAt) {
        var claim = queue.value() + "." + expiresAt.getEpochSecond();
        return claim + "." + signature(claim);
    }

    /**
     * @throws LandfallException UNAUTHENTICATED when the token is not one of these or has expired, FORBIDDEN when it is
     *     for another queue
     */
    public void require(QueueName queue, String token) {
        int end = token.lastIndexOf('.');
        if (end < 0 || !matches(token.substring(end + 1), signature(token.substring(0, end)))) {
            throw LandfallException.unauthenticated(
                    "The queue token is not one that this control plane issued; open a new session.");
        }
        int dot = token.indexOf('.');
        if (clock.instant().getEpochSecond() >= Long.parseLong(token.substring(dot + 1, end))) {
            throw LandfallException.unauthenticated("The queue token has expired; use the one of the last heartbeat.");
        }
        if (!token.substring(0, dot).equals(queue.value())) {
            throw LandfallException.forbidden("The queue token is for another queue than '" + queue.value() + "'.");
        }
    }

    private String signature(String claim) {
        byte[] mac = HostKey.hmac(key, claim.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }

    private static boolean matches(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
