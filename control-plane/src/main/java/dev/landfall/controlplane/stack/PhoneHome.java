package dev.landfall.controlplane.stack;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.identity.Challenge;
import dev.landfall.controlplane.identity.IdentityCheck;
import dev.landfall.controlplane.identity.Nonces;
import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.controlplane.identity.UsedProofs;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.NonceReply;
import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.protocol.stack.StackStatement;
import java.time.InstantSource;

/**
 * Takes the calls of stacks. A call is believed for the cloud identity that signed it over this very statement, for this install
 * and for a nonce of ours that is good once. Thread-safe.
 */
final class PhoneHome {

    private final StackBook book;
    private final Nonces nonces;
    private final UsedProofs used;
    private final IdentityCheck identities;
    private final InstantSource clock;

    PhoneHome(StackBook book, Nonces nonces, UsedProofs used, IdentityCheck identities, InstantSource clock) {
        this.book = book;
        this.nonces = nonces;
        this.used = used;
        this.identities = identities;
        this.clock = clock;
    }

    NonceReply nonce(InstallId install) {
        return nonces.issue(PhoneHomeCall.audience(install));
    }

    /**
     * @return where the install's stack stands after it
     * @throws LandfallException UNAUTHENTICATED when the proof does not hold; otherwise as {@link StackChange#called} says
     */
    InstallStack take(InstallId install, PhoneHomeCall call) {
        var statement = call.read();
        var caller = prove(install, call, statement);
        var partition = new PartitionId(install.value());
        var reason = "the stack's call after its "
                + switch (statement.event()) {
                    case CREATE -> "creation";
                    case UPDATE -> "update";
                    case DELETE -> "deletion";
                };
        return book.change(
                partition,
                Actor.stack(caller.account()),
                reason,
                now -> StackChange.called(now, caller, statement, clock.instant()));
    }

    private StackCaller prove(InstallId install, PhoneHomeCall call, StackStatement statement) {
        var shown = call.identity();
        if (shown.nonce() == null || shown.proof() == null) {
            throw LandfallException.unauthenticated(
                    "A stack proves itself by a cloud identity and a nonce of ours; this call"
                            + " shows less. Render the stack again and apply that.");
        }
        var audience = PhoneHomeCall.audience(install);
        var now = clock.instant();
        var nonceEnds = nonces.check(audience, shown.nonce());
        used.useOnce(install.value(), shown.nonce(), call.digest(), nonceEnds, now);
        var challenge = new Challenge(audience, shown.nonce(), call.digest(), now);
        if (shown.proof() instanceof IdentityProof.AwsCaller proof) {
            return new StackCaller.Aws(identities.caller(proof, challenge));
        }
        if (shown.proof() instanceof IdentityProof.AzureToken token
                && statement instanceof StackStatement.Azure azure) {
            var trust = new PoolTrust.Azure(azure.tenant(), azure.runnerPrincipal());
            return new StackCaller.Azure(identities.subscription(trust, token, challenge), azure.runnerPrincipal());
        }
        throw LandfallException.unauthenticated(
                "A stack on AWS proves itself by a role, one on Azure by a managed identity;"
                        + " this call shows a proof of type '" + shown.proof().typeName() + "'.");
    }
}
