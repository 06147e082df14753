package dev.landfall.testkit.fault;

import dev.landfall.controlplane.signing.CertifiedKey;
import dev.landfall.controlplane.signing.Signer;
import java.util.Optional;

/** {@link Signer} that fails as told; calls are {@code Signer.sign} and so on. */
public final class FaultySigner implements Signer {

    private final Signer signer;
    private final FaultyCalls calls;

    public FaultySigner(Signer signer, Faults faults) {
        this.signer = signer;
        this.calls = new FaultyCalls("Signer", faults);
    }

    @Override
    public byte[] sign(String key, byte[] input) {
        return calls.call("sign", () -> signer.sign(key, input));
    }

    @Override
    public CertifiedKey configured() {
        return calls.call("configured", signer::configured);
    }

    @Override
    public Optional<CertifiedKey> renew() {
        return calls.call("renew", signer::renew);
    }

    @Override
    public String rootKey() {
        return calls.call("rootKey", signer::rootKey);
    }
}
