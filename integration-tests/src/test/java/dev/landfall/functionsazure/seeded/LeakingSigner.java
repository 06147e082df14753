package dev.landfall.functionsazure.seeded;

import com.azure.security.keyvault.keys.cryptography.models.SignResult;
import dev.landfall.controlplane.signing.CertifiedKey;
import dev.landfall.controlplane.signing.Signer;
import java.util.List;
import java.util.Optional;

/** A port whose public face shows a type of its SDK beside what the port asks for. */
public final class LeakingSigner implements Signer {

    @Override
    public byte[] sign(String key, byte[] input) {
        return input;
    }

    @Override
    public CertifiedKey configured() {
        return new CertifiedKey("key", "certificate");
    }

    @Override
    public Optional<CertifiedKey> renew() {
        return Optional.empty();
    }

    @Override
    public String rootKey() {
        return "";
    }

    /** The leak: no raw type shows it. */
    public List<SignResult> history() {
        return List.of();
    }
}
