package dev.landfall.testkit.signing;

import dev.landfall.controlplane.signing.CertifiedKey;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link Signer} with a fresh root and a fresh key; keys are named by their thumbprint. The configured key's certificate
 * holds for 30 days from when it was asked for.
 */
public final class InMemorySigner implements Signer {

    private static final Duration CERTIFIED_FOR = Duration.ofDays(30);

    /** Whoever asks for a certificate has looked at the clock a moment before. */
    private static final Duration BACKDATED = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Duration certifiedFor;
    private final EcKeys root = EcKeys.generate();
    private final Map<String, EcKeys> keys = new ConcurrentHashMap<>();
    private volatile EcJwk current;

    public InMemorySigner(InstantSource clock) {
        this(clock, CERTIFIED_FOR);
    }

    /**
     * @param certifiedFor how long the configured key's certificate holds, from when it is asked for
     */
    public InMemorySigner(InstantSource clock, Duration certifiedFor) {
        this.clock = clock;
        this.certifiedFor = certifiedFor;
        this.current = newKey();
    }

    @Override
    public byte[] sign(String key, byte[] input) {
        var found = keys.get(key);
        if (found == null) {
            throw LandfallException.unavailable("There is no signing key '" + key + "'.", null);
        }
        return found.sign(input);
    }

    @Override
    public CertifiedKey configured() {
        var now = clock.instant();
        return certified(current, now.minus(BACKDATED), now.plus(certifiedFor));
    }

    @Override
    public Optional<CertifiedKey> renew() {
        current = newKey();
        return Optional.of(configured());
    }

    @Override
    public String rootKey() {
        return root.jwk().text();
    }

    /** A further key that nothing is certified for yet. */
    public EcJwk newKey() {
        var made = EcKeys.generate();
        keys.put(made.kid(), made);
        return made.jwk();
    }

    /** A key with a certificate of this root. */
    public CertifiedKey certified(EcJwk key, Instant notBefore, Instant notAfter) {
        return new CertifiedKey(key.thumbprint(), KeyCertificate.issue(root, key, notBefore, notAfter));
    }
}
