package dev.landfall.protocol.signature;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a job spec may be executed: a key signed it that the pinned root certified for job signing, both hold
 * now, and it is the expected one. Never throws for anything that a peer sends. Thread-safe.
 */
public final class SpecVerifier {

    /** The header's {@code typ} of a signed {@link JobSpec}. */
    public static final String TYPE = "landfall-job-spec";

    private final EcJwk root;
    private final Duration clockSkew;
    /** Verifying costs half a millisecond, and the certificate is the same for days. */
    private final AtomicReference<@Nullable Opened> lastCertificate = new AtomicReference<>();

    /**
     * @param rootKey the pinned root: JWK as JSON text
     * @param clockSkew by how much the two clocks may differ, in both directions
     * @throws LandfallException INVALID when the root key is not a P-256 public key
     */
    public SpecVerifier(String rootKey, Duration clockSkew) {
        this.root = EcJwk.read(rootKey);
        this.clockSkew = clockSkew;
    }

    /**
     * @param signedSpec JWS compact of a {@link JobSpec}
     * @param certificate JWS compact of a {@link KeyCertificate}
     * @param now by the verifier's clock
     */
    public Verified<JobSpec> verify(String signedSpec, String certificate, ExpectedSpec expected, Instant now) {
        return switch (certified(certificate, now)) {
            case Verified.Refused<EcJwk> refused -> new Verified.Refused<>(refused.problem(), refused.reason());
            case Verified.Accepted<EcJwk> key ->
                switch (spec(signedSpec, key.value())) {
                    case Verified.Refused<JobSpec> refused -> refused;
                    case Verified.Accepted<JobSpec> spec -> fits(spec.value(), expected, now);
                };
        };
    }

    private Verified<EcJwk> certified(String certificate, Instant now) {
        var last = lastCertificate.get();
        if (last != null && last.text().equals(certificate)) {
            return holds(last.certificate(), now);
        }
        return switch (KeyCertificate.open(certificate, root)) {
            case Verified.Refused<KeyCertificate> refused -> ofRoot(refused);
            case Verified.Accepted<KeyCertificate> opened -> {
                lastCertificate.set(new Opened(certificate, opened.value()));
                yield holds(opened.value(), now);
            }
        };
    }

    private static Verified<EcJwk> ofRoot(Verified.Refused<KeyCertificate> refused) {
        return refused.problem() == SignatureProblem.UNKNOWN_KEY
                ? new Verified.Refused<>(
                        SignatureProblem.WRONG_ROOT,
                        "The signing key's certificate comes from another root than the one this runner pinned at its"
                                + " registration. If the control plane was set up anew, register the runner again.")
                : new Verified.Refused<>(refused.problem(), "The signing key's certificate: " + refused.reason());
    }

    private Verified<EcJwk> holds(KeyCertificate certificate, Instant now) {
        if (!certificate.purpose().equals(KeyCertificate.JOB_SIGNING)) {
            return new Verified.Refused<>(
                    SignatureProblem.WRONG_PURPOSE,
                    "The key is certified for '" + certificate.purpose() + "', not for " + KeyCertificate.JOB_SIGNING
                            + ".");
        }
        if (now.plus(clockSkew).isBefore(certificate.notBefore())) {
            return new Verified.Refused<>(
                    SignatureProblem.CERTIFICATE_NOT_YET_VALID,
                    "The signing key's certificate holds from " + certificate.notBefore() + ", and it is " + now
                            + " here. Check this machine's clock.");
        }
        if (!now.minus(clockSkew).isBefore(certificate.notAfter())) {
            return new Verified.Refused<>(
                    SignatureProblem.CERTIFICATE_EXPIRED,
                    "The signing key's certificate held until " + certificate.notAfter() + ", and it is " + now
                            + " here. Check this machine's clock; if it is right, renew the signing key.");
        }
        return new Verified.Accepted<>(certificate.jwk());
    }

    private static Verified<JobSpec> spec(String signedSpec, EcJwk key) {
        return switch (opened(signedSpec, key, TYPE, JobSpec.class)) {
            case Verified.Refused<JobSpec> refused ->
                new Verified.Refused<>(refused.problem(), "The job spec: " + refused.reason());
            case Verified.Accepted<JobSpec> accepted -> accepted;
        };
    }

    static <T> Verified<T> opened(String compact, EcJwk key, String typ, Class<T> type) {
        return switch (Jws.parse(compact)) {
            case Verified.Refused<Jws> refused -> new Verified.Refused<>(refused.problem(), refused.reason());
            case Verified.Accepted<Jws> jws ->
                switch (jws.value().open(key, typ)) {
                    case Verified.Refused<byte[]> refused ->
                        new Verified.Refused<>(refused.problem(), refused.reason());
                    case Verified.Accepted<byte[]> payload -> read(payload.value(), type);
                };
        };
    }

    private static <T> Verified<T> read(byte[] payload, Class<T> type) {
        try {
            return new Verified.Accepted<>(Json.read(payload, type));
        } catch (LandfallException e) {
            return new Verified.Refused<>(
                    SignatureProblem.UNREADABLE,
                    "It is signed, but this version cannot read it: " + e.publicMessage() + " Update the runner.");
        }
    }

    private Verified<JobSpec> fits(JobSpec spec, ExpectedSpec expected, Instant now) {
        if (!spec.job().equals(expected.job())) {
            return refused(SignatureProblem.WRONG_JOB, "job " + spec.job(), expected.job());
        }
        if (spec.attempt() != expected.attempt()) {
            return refused(SignatureProblem.WRONG_ATTEMPT, "attempt " + spec.attempt(), expected.attempt());
        }
        if (!spec.pool().equals(expected.pool())) {
            return refused(SignatureProblem.WRONG_POOL, "pool " + spec.pool(), expected.pool());
        }
        if (now.plus(clockSkew).isBefore(spec.issuedAt())) {
            return new Verified.Refused<>(
                    SignatureProblem.SPEC_NOT_YET_VALID,
                    "The job spec was issued at " + spec.issuedAt() + ", and it is " + now
                            + " here. Check this machine's clock.");
        }
        if (!now.minus(clockSkew).isBefore(spec.expiresAt())) {
            return new Verified.Refused<>(
                    SignatureProblem.SPEC_EXPIRED,
                    "The job spec was to be started until " + spec.expiresAt() + ", and it is " + now
                            + " here. Check this machine's clock; if it is right, retry the job.");
        }
        return new Verified.Accepted<>(spec);
    }

    private static Verified<JobSpec> refused(SignatureProblem problem, String found, Object expected) {
        return new Verified.Refused<>(
                problem, "The job spec is for " + found + ", but this runner asked for " + expected + ".");
    }

    /** A certificate whose signature by the root held; whether it holds now is asked each time. */
    private record Opened(String text, KeyCertificate certificate) {}
}
