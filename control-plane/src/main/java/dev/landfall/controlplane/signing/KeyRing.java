package dev.landfall.controlplane.signing;

import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.protocol.signature.Verified;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs job specs with the newest key whose certificate holds, among the one that the host was set up with and those that
 * were added since. Every process follows within {@link #KEPT}. Thread-safe.
 */
public final class KeyRing {

    /** How long a process goes on with the keys that it has read. */
    public static final Duration KEPT = Duration.ofMinutes(1);

    /** A process says that the last certificate ends so often, not with every job. */
    private static final Duration WARN_EVERY = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final Documents documents;
    private final Signer signer;
    private final InstantSource clock;
    private final AtomicReference<Instant> warnAgainAt = new AtomicReference<>(Instant.MIN);
    private volatile @Nullable Kept kept;

    public KeyRing(Documents documents, Signer signer, InstantSource clock) {
        this.documents = documents;
        this.signer = signer;
        this.clock = clock;
    }

    /**
     * Signs a job spec.
     *
     * @throws LandfallException UNAVAILABLE when no certificate holds or the key store does not answer, INTERNAL when the
     *     store signs with another key than the certificate names
     */
    public SignedSpec sign(byte[] payload) {
        var now = clock.instant();
        var used = current(now);
        var chosen = used.ring().signing(now).orElseThrow(() -> used.ring().noneHolds());
        var key = chosen.key();
        var certificate = chosen.requireCertificate();
        var text = Jws.sign(certificate.kid(), SpecVerifier.TYPE, payload, input -> signer.sign(key.key(), input));
        // once for each reading of the ring, as a host that hands out hundreds of jobs a second feels every check
        if (!used.checked().contains(certificate.kid())) {
            requireSignedBy(text, key, certificate);
            used.checked().add(certificate.kid());
        }
        return new SignedSpec(text, key.certificate());
    }

    /** What whoever operates the control plane must do about its keys; empty when nothing. */
    public Optional<String> warning() {
        var now = clock.instant();
        try {
            return current(now).ring().warning(now);
        } catch (LandfallException e) {
            return Optional.of(e.publicMessage());
        }
    }

    /** How long jobs can still be signed, in seconds; 0 when not at all or when the keys cannot be read. */
    public long remainingSeconds() {
        var now = clock.instant();
        try {
            var until = current(now).ring().heldUntil(now);
            return until.map(end -> Duration.between(now, end).toSeconds()).orElse(0L);
        } catch (LandfallException e) {
            return 0;
        }
    }

    /** The keys as they stand now, the newest last. */
    Ring read() {
        var root = EcJwk.read(signer.rootKey());
        var stored = documents
                .find(StoredKeys.PARTITION, StoredKeys.SORT, StoredKeys.class)
                .map(Document::value)
                .orElse(StoredKeys.NONE);
        var keys = new ArrayList<RingKey>();
        var configured = signer.configured();
        if (!stored.has(configured.certificate())) {
            keys.add(RingKey.open(configured, root, null, null));
        }
        stored.keys().forEach(entry -> keys.add(entry.open(root)));
        return new Ring(keys);
    }

    /** Has this process read the keys again before it signs. */
    void forget() {
        kept = null;
    }

    private Kept current(Instant now) {
        var used = kept;
        if (used == null || !now.isBefore(used.until())) {
            used = new Kept(read(), ConcurrentHashMap.newKeySet(), now.plus(KEPT));
            kept = used;
            used.ring().warning(now).ifPresent(warning -> warn(warning, now));
        }
        return used;
    }

    private void warn(String warning, Instant now) {
        var due = warnAgainAt.get();
        if (!now.isBefore(due) && warnAgainAt.compareAndSet(due, now.plus(WARN_EVERY))) {
            LOG.atError().addKeyValue("problem", warning).log("The signing key needs a new certificate");
        }
    }

    private static void requireSignedBy(String text, CertifiedKey key, KeyCertificate certificate) {
        var opened = Jws.parse(text).orThrow().open(certificate.jwk(), SpecVerifier.TYPE);
        if (opened instanceof Verified.Refused<byte[]>) {
            throw LandfallException.internal(
                    "The job spec could not be signed: the key '" + key.key()
                            + "' is not the one that its certificate names. Set the certificate that belongs to the key.",
                    null);
        }
    }

    /**
     * @param checked kids of keys that were seen to sign as their certificate says
     */
    private record Kept(Ring ring, Set<String> checked, Instant until) {}
}
