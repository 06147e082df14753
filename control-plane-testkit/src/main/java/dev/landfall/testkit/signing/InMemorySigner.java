package dev.landfall.testkit.signing;

import dev.landfall.controlplane.signing.Signer;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SpecVerifier;
import java.time.Duration;
import java.time.InstantSource;

/** {@link Signer} with a fresh root and a fresh key; every certificate holds for an hour from when it was asked for. */
public final class InMemorySigner implements Signer {

    private static final Duration CERTIFIED_FOR = Duration.ofHours(1);

    private final InstantSource clock;
    private final EcKeys root = EcKeys.generate();
    private final EcKeys signing = EcKeys.generate();

    public InMemorySigner(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String sign(byte[] payload) {
        return Jws.sign(signing, SpecVerifier.TYPE, payload);
    }

    @Override
    public String certificate() {
        var now = clock.instant();
        return KeyCertificate.issue(root, signing.jwk(), now, now.plus(CERTIFIED_FOR));
    }

    @Override
    public String rootKey() {
        return root.jwk().text();
    }
}
