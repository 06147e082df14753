package dev.landfall.controlplane.signing;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.KeyCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The keys as they stood at one moment. The one that signs is that with the newest certificate that holds: the last
 * {@code notBefore}, then the last {@code notAfter}, then the one added last.
 */
record Ring(List<RingKey> keys) {

    /** So long before the end of the last certificate it is said that it ends. */
    static final Duration WARN_BEFORE_END = Duration.ofDays(14);

    private static final Comparator<KeyCertificate> NEWEST =
            Comparator.comparing(KeyCertificate::notBefore).thenComparing(KeyCertificate::notAfter);

    Ring {
        keys = List.copyOf(keys);
    }

    Optional<RingKey> signing(Instant now) {
        RingKey newest = null;
        for (var key : keys) {
            if (key.holdsAt(now)
                    && (newest == null || NEWEST.compare(key.requireCertificate(), newest.requireCertificate()) >= 0)) {
                newest = key;
            }
        }
        return Optional.ofNullable(newest);
    }

    /** When the last of the certificates ends; one that is to follow counts when it leaves no gap. */
    Optional<Instant> heldUntil(Instant now) {
        var until = now;
        for (boolean longer = true; longer; ) {
            longer = false;
            for (var key : keys) {
                if (key.holdsAt(until)) {
                    until = key.requireCertificate().notAfter();
                    longer = true;
                }
            }
        }
        return until.equals(now) ? Optional.empty() : Optional.of(until);
    }

    /** What must be done about the keys; empty when nothing. */
    Optional<String> warning(Instant now) {
        var until = heldUntil(now);
        if (until.isEmpty()) {
            return Optional.of(noneHolds().publicMessage());
        }
        return now.plus(WARN_BEFORE_END).isBefore(until.get())
                ? Optional.empty()
                : Optional.of("The signing key's certificate ends on " + until.get()
                        + ", and no job can be handed out from then on. Rotate it: landfall keys rotate.");
    }

    LandfallException noneHolds() {
        var each = new StringBuilder();
        for (var key : keys) {
            var certificate = key.certificate();
            each.append(' ')
                    .append(
                            certificate == null
                                    ? String.valueOf(key.problem())
                                    : "The certificate of '" + key.key().key() + "' holds from "
                                            + certificate.notBefore() + " to " + certificate.notAfter() + ".");
        }
        return LandfallException.unavailable(
                "Jobs cannot be signed, as no signing key's certificate holds." + each
                        + " Certify a key with the root key, and give it to the control plane: landfall keys rotate.",
                null);
    }

    List<KeyView> views(Instant now) {
        return keys.stream().map(key -> view(key, now)).toList();
    }

    KeyView view(RingKey key, Instant now) {
        var certificate = key.certificate();
        return new KeyView(
                key.key().key(),
                certificate == null ? null : certificate.kid(),
                state(key, now),
                certificate == null ? null : certificate.notBefore(),
                certificate == null ? null : certificate.notAfter(),
                key.addedAt(),
                key.addedBy(),
                key.problem());
    }

    private KeyView.State state(RingKey key, Instant now) {
        var certificate = key.certificate();
        if (certificate == null) {
            return KeyView.State.UNUSABLE;
        }
        if (!now.isBefore(certificate.notAfter())) {
            return KeyView.State.EXPIRED;
        }
        if (now.isBefore(certificate.notBefore())) {
            return KeyView.State.NEXT;
        }
        return signing(now).filter(key::equals).isPresent() ? KeyView.State.SIGNING : KeyView.State.PREVIOUS;
    }
}
