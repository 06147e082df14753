package dev.landfall.controlplane.runners;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.SessionProof;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.Jws;
import java.time.Duration;
import java.time.Instant;

/** Decides whether a proof opens a session of a runner. */
final class Proofs {
    /** A proof's time may differ from the control plane's clock by so much. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    private Proofs() {}

    /**
     * @return what must be remembered so that it is not accepted again
     * @throws LandfallException UNAUTHENTICATED when it does not hold, CONFLICT when a newer process of the runner opened a
     *     session
     */
    static RunnerRecord.UsedProof check(RunnerRecord runner, OpenSessionRequest request, Instant now) {
        var proof = signed(runner, request);
        if (!proof.runner().equals(runner.id())
                || !proof.bootId().equals(request.bootId())
                || !SessionProof.AUDIENCE.equals(proof.audience())) {
            throw LandfallException.unauthenticated(
                    "The runner's proof is about something else than this session; sign one for this runner and process.");
        }
        requireTime(proof.issuedAt(), now);
        var used = new RunnerRecord.UsedProof(proof.bootId() + " " + proof.issuedAt(), proof.issuedAt());
        if (runner.proofs().contains(used)) {
            throw LandfallException.unauthenticated("This proof was used already; sign a new one.");
        }
        if (!request.bootId().equals(runner.bootId()) && runner.boots().contains(request.bootId())) {
            throw LandfallException.conflict("A newer process of runner " + runner.id()
                    + " has opened a session; this one must stop. Two machines must not share one identity.");
        }
        return used;
    }

    private static SessionProof signed(RunnerRecord runner, OpenSessionRequest request) {
        var payload = Jws.parse(request.proof())
                .orThrow()
                .open(EcJwk.read(runner.publicKey()), SessionProof.AUDIENCE)
                .orThrow();
        return Json.read(payload, SessionProof.class);
    }

    private static void requireTime(Instant issuedAt, Instant now) {
        if (Duration.between(issuedAt, now).abs().compareTo(TOLERANCE) > 0) {
            throw LandfallException.unauthenticated("The runner's clock says " + issuedAt + " and the control plane's "
                    + now + "; they may differ by " + TOLERANCE.toMinutes() + " minutes. Set the runner's clock.");
        }
    }
}
