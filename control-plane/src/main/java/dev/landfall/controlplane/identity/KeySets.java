package dev.landfall.controlplane.identity;

import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Key sets by their address, kept for an hour, and read again at most once a minute for a key that is not among them: issuers
 * rotate. Thread-safe.
 */
final class KeySets {

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);
    private static final int MAX_KEPT = 200;

    private final Outbound outbound;
    private final InstantSource clock;
    private final Map<URI, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(KeySet keys, Instant readAt) {}

    KeySets(Outbound outbound, InstantSource clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    /**
     * @throws LandfallException UNAVAILABLE when the keys cannot be read and none are kept
     */
    Optional<KeySet.Key> find(URI address, String kid) {
        var known = current(address, KEPT);
        var found = known.keys().find(kid);
        return found.isPresent() ? found : current(address, READ_AGAIN).keys().find(kid);
    }

    private Kept current(URI address, Duration notOlderThan) {
        var now = clock.instant();
        var known = kept.get(address);
        if (known != null && known.readAt().plus(notOlderThan).isAfter(now)) {
            return known;
        }
        if (kept.size() >= MAX_KEPT) {
            kept.clear();
        }
        var read = new Kept(read(address), now);
        kept.put(address, read);
        return read;
    }

    private KeySet read(URI address) {
        var answer = outbound.send(Outbound.Request.get(address));
        if (answer.status() != 200) {
            throw LandfallException.unavailable(
                    "The public keys at " + address + " could not be read: status " + answer.status() + ".", null);
        }
        try {
            return KeySet.read(Json.readTree(answer.body().getBytes(StandardCharsets.UTF_8)));
        } catch (LandfallException e) {
            throw LandfallException.unavailable(
                    "The document at " + address + " is no set of public keys: " + e.publicMessage(), e);
        }
    }
}
