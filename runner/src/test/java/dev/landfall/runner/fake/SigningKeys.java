package dev.landfall.runner.fake;

import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SpecVerifier;
import java.time.Duration;
import java.time.Instant;

/** A root key and a signing key that it certifies. */
public final class SigningKeys {

    private final EcKeys root;
    private final EcKeys signing = EcKeys.generate();

    public SigningKeys() {
        this(EcKeys.generate());
    }

    private SigningKeys(EcKeys root) {
        this.root = root;
    }

    /** Another signing key that the same root certifies. */
    public SigningKeys another() {
        return new SigningKeys(root);
    }

    /** As a registration pins it. */
    public String rootKey() {
        return root.jwk().text();
    }

    public String sign(JobSpec spec) {
        return Jws.sign(signing, SpecVerifier.TYPE, Json.write(spec));
    }

    public String certificate(Instant now) {
        return KeyCertificate.issue(root, signing.jwk(), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }
}
