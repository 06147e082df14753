package dev.landfall.testkit.fault;

import dev.landfall.controlplane.signing.Signer;

/** {@link Signer} that fails as told; calls are {@code Signer.sign} and so on. */
public final class FaultySigner implements Signer {

    private final Signer signer;
    private final FaultyCalls calls;

    public FaultySigner(Signer signer, Faults faults) {
        this.signer = signer;
        this.calls = new FaultyCalls("Signer", faults);
    }

    @Override
    public String sign(byte[] payload) {
        return calls.call("sign", () -> signer.sign(payload));
    }

    @Override
    public String certificate() {
        return calls.call("certificate", signer::certificate);
    }

    @Override
    public String rootKey() {
        return calls.call("rootKey", signer::rootKey);
    }
}
