package dev.landfall.functionsaws.kms;

import dev.landfall.controlplane.signing.Signer;
import dev.landfall.functionsaws.client.AwsCall;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.protocol.signature.Verified;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * {@link Signer} with an asymmetric key in KMS (ECC_NIST_P256, SIGN_VERIFY). The public half is the one that the
 * certificate names; what KMS signed is verified with it before it is given out, so that a certificate and a key that do
 * not belong together are said here and not by every runner. The certificate is asked for again every
 * {@link #CERTIFICATE_KEPT}: a new one needs no new function. Nothing is read before the first call. Thread-safe.
 */
public final class KmsSigner implements Signer {

    /** How long a certificate is used before its source is asked again. */
    public static final Duration CERTIFICATE_KEPT = Duration.ofMinutes(5);

    private static final AwsCall SIGN = new AwsCall("The job spec could not be signed", "kms:Sign");

    private final Supplier<KmsClient> kms;
    private final String keyId;
    private final Supplier<String> source;
    private final EcJwk root;
    private final InstantSource clock;
    private volatile @Nullable Kept kept;

    /**
     * @param keyId id, ARN or alias of the key
     * @param certificate gives the current certificate of the key, JWS
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
    public String sign(byte[] payload) {
        var key = current().certificate().jwk();
        var signed = Jws.sign(key.thumbprint(), SpecVerifier.TYPE, payload, this::es256);
        var verified = Jws.parse(signed).orThrow().open(key, SpecVerifier.TYPE);
        if (verified instanceof Verified.Refused<byte[]>) {
            throw LandfallException.internal(
                    "The job spec could not be signed: the key in KMS is not the one that the certificate names. Set the"
                            + " certificate that belongs to the key.",
                    null);
        }
        return signed;
    }

    @Override
    public String certificate() {
        return current().text();
    }

    @Override
    public String rootKey() {
        return root.text();
    }

    private SigningCertificate current() {
        var now = clock.instant();
        var used = kept;
        if (used == null || !now.isBefore(used.until())) {
            used = new Kept(SigningCertificate.read(source.get().strip(), root), now.plus(CERTIFICATE_KEPT));
            kept = used;
        }
        var certificate = used.certificate();
        if (!certificate.certificate().holdsAt(now)) {
            kept = null;
            throw LandfallException.unavailable(
                    "Jobs cannot be signed: the signing key's certificate holds from "
                            + certificate.certificate().notBefore() + " to "
                            + certificate.certificate().notAfter()
                            + ". Certify the key again with the root key, and set the new certificate.",
                    null);
        }
        return certificate;
    }

    private byte[] es256(byte[] input) {
        var digest = SdkBytes.fromByteArray(sha256(input));
        var reply = SIGN.make(() -> kms.get()
                .sign(request -> request.keyId(keyId)
                        .message(digest)
                        .messageType(MessageType.DIGEST)
                        .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)));
        return DerSignature.toEs256(reply.signature().asByteArray());
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw LandfallException.internal("This Java runtime has no SHA-256.", e);
        }
    }

    private record Kept(SigningCertificate certificate, Instant until) {}
}
