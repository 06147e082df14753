package dev.landfall.runner.fake;

import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SpecVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A root key and a signing key that it certifies. */
public final class SigningKeys {

    private final EcKeys root;
    private final EcKeys signing;
    private final Consumer<ObjectNode> change;

    public SigningKeys() {
        this(EcKeys.generate(), EcKeys.generate(), spec -> {});
    }

    private SigningKeys(EcKeys root, EcKeys signing, Consumer<ObjectNode> change) {
        this.root = root;
        this.signing = signing;
        this.change = change;
    }

    /** Another signing key that the same root certifies. */
    public SigningKeys another() {
        return new SigningKeys(root, EcKeys.generate(), change);
    }

    /** The same keys, of a control plane that writes other specs than this version. */
    public SigningKeys writing(Consumer<ObjectNode> otherwise) {
        return new SigningKeys(root, signing, otherwise);
    }

    /** As a registration pins it. */
    public String rootKey() {
        return root.jwk().text();
    }

    public String sign(JobSpec spec) {
        ObjectNode tree = Json.mapper().valueToTree(spec);
        change.accept(tree);
        return Jws.sign(signing, SpecVerifier.TYPE, Json.write(tree));
    }

    public String certificate(Instant now) {
        return KeyCertificate.issue(root, signing.jwk(), now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    }
}
