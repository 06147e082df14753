package dev.landfall.controlplane.signing;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.KeyCertificate;
import dev.landfall.protocol.signature.SignatureProblem;
import dev.landfall.protocol.signature.Verified;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key of the ring with its certificate opened; without one when it cannot be used, and then the reason. */
record RingKey(
        CertifiedKey key,
        @Nullable KeyCertificate certificate,
        @Nullable String problem,
        @Nullable Instant addedAt,
        @Nullable Actor addedBy) {

    static RingKey open(CertifiedKey key, EcJwk root, @Nullable Instant addedAt, @Nullable Actor addedBy) {
        return switch (KeyCertificate.open(key.certificate(), root)) {
            case Verified.Accepted<KeyCertificate> opened ->
                opened.value().purpose().equals(KeyCertificate.JOB_SIGNING)
                        ? new RingKey(key, opened.value(), null, addedAt, addedBy)
                        : new RingKey(key, null, otherPurpose(opened.value()), addedAt, addedBy);
            case Verified.Refused<KeyCertificate> refused ->
                new RingKey(key, null, problem(refused, root), addedAt, addedBy);
        };
    }

    boolean holdsAt(Instant now) {
        return certificate != null && certificate.holdsAt(now);
    }

    boolean endsAfter(Instant now) {
        return certificate != null && now.isBefore(certificate.notAfter());
    }

    /** Of a key that holds. */
    KeyCertificate requireCertificate() {
        if (certificate == null) {
            throw new IllegalStateException("a key without a usable certificate has been chosen");
        }
        return certificate;
    }

    private static String otherPurpose(KeyCertificate certificate) {
        return "The certificate is for '" + certificate.purpose() + "', not for " + KeyCertificate.JOB_SIGNING + ".";
    }

    private static String problem(Verified.Refused<KeyCertificate> refused, EcJwk root) {
        return refused.problem() == SignatureProblem.UNKNOWN_KEY
                ? "The certificate comes from another root than this control plane's, " + root.thumbprint() + "."
                : "The certificate cannot be used: " + refused.reason();
    }
}
