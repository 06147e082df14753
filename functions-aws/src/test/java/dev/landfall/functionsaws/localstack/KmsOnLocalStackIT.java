package dev.landfall.functionsaws.localstack;

import dev.landfall.controlplane.signing.Signer;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.kms.KmsSigner;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.testkit.signing.SignerContract;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

@OnLocalStack
class KmsOnLocalStackIT extends SignerContract {

    private static KmsSigner signer;

    @BeforeAll
    static void start() throws GeneralSecurityException {
        var all = Started.get();
        var key = all.clients()
                .kms()
                .createKey(request -> request.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .keyId();
        var root = EcKeys.generate();
        var now = Instant.now();
        var certificate = KeyCertificate.issue(
                root, publicKey(all.clients(), key), now.minusSeconds(60), now.plus(Duration.ofHours(1)));
        signer = new KmsSigner(
                all.clients()::kms, key, () -> certificate, root.jwk().text(), InstantSource.system());
    }

    @Override
    protected Signer signer() {
        return signer;
    }

    @Override
    protected Instant now() {
        return Instant.now();
    }

    private static EcJwk publicKey(AwsClients clients, String key) throws GeneralSecurityException {
        var encoded = clients.kms()
                .getPublicKey(request -> request.keyId(key))
                .publicKey()
                .asByteArray();
        return EcJwk.of((ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded)));
    }
}
