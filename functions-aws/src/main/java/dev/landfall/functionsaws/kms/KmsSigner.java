package dev.landfall.functionsaws.kms;

import dev.landfall.controlplane.signing.CertifiedKey;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.functionsaws.client.AwsCall;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * {@link Signer} with asymmetric keys in KMS (ECC_NIST_P256, SIGN_VERIFY), named by id, ARN or alias. The certificate of the
 * configured one is asked for again every {@link #CERTIFICATE_KEPT}: a new one needs no new function. Nothing is read before
 * the first call. Thread-safe.
 */
public final class KmsSigner implements Signer {

    /** How long a certificate is used before its source is asked again. */
    public static final Duration CERTIFICATE_KEPT = Duration.ofMinutes(5);

    private static final AwsCall SIGN = new AwsCall("The job spec could not be signed", "kms:Sign");

    /** What KMS answers when a name is no key, or none that signs now. */
    private static final Set<String> NO_SUCH_KEY = Set.of(
            "NotFoundException",
            "DisabledException",
            "KMSInvalidStateException",
            "InvalidKeyUsageException",
            "InvalidArnException",
            "ValidationException");

    private final Supplier<KmsClient> kms;
    private final String keyId;
    private final Supplier<String> source;
    private final EcJwk root;
    private final InstantSource clock;
    private volatile @Nullable Kept kept;

    /**
     * @param keyId id, ARN or alias of the configured key
     * @param certificate gives its current certificate, JWS
     * @param rootKey JWK of the root that certified it
     * @throws LandfallException INVALID when the root is no P-256 key
     */
    public KmsSigner(
            Supplier<KmsClient> kms, String keyId, Supplier<String> certificate, String rootKey, InstantSource clock) {
        this.kms = kms;
        this.keyId = keyId;
        this.source = certificate;
        this.root = EcJwk.read(rootKey);
        this.clock = clock;
    }

    @Override
    public byte[] sign(String key, byte[] input) {
        var digest = SdkBytes.fromByteArray(Sha256.of(input));
        var signature = SIGN.make(() -> signed(key, digest));
        return DerSignature.toEs256(signature.asByteArray());
    }

    @Override
    public CertifiedKey configured() {
        var now = clock.instant();
        var used = kept;
        if (used == null || !now.isBefore(used.until())) {
            used = new Kept(source.get().strip(), now.plus(CERTIFICATE_KEPT));
            kept = used;
        }
        return new CertifiedKey(keyId, used.certificate());
    }

    /** Empty: KMS never holds the root. */
    @Override
    public Optional<CertifiedKey> renew() {
        return Optional.empty();
    }

    @Override
    public String rootKey() {
        return root.text();
    }

    private SdkBytes signed(String key, SdkBytes digest) {
        try {
            return kms.get()
                    .sign(request -> request.keyId(key)
                            .message(digest)
                            .messageType(MessageType.DIGEST)
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                    .signature();
        } catch (KmsException e) {
            var details = e.awsErrorDetails();
            if (details != null && NO_SUCH_KEY.contains(details.errorCode())) {
                throw LandfallException.unavailable(
                        "The job spec could not be signed: KMS has no key '" + key
                                + "' that is enabled and signs with ECC_NIST_P256 (" + details.errorCode() + ").",
                        e);
            }
            throw e;
        }
    }

    private record Kept(String certificate, Instant until) {}
}
