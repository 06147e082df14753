package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.org.Name;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.runner.RegisterReply;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.protocol.signature.EcJwk;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns an enrolment token, or an identity that a pool trusts, into a registered runner. Thread-safe. */
final class Registration {
    private final Documents documents;
    private final Signer signer;
    private final InstantSource clock;
    private final Ids ids;
    private final Identities identities;
    private final DeadRunners dead;

    Registration(Documents documents, Signer signer, Identities identities, InstantSource clock, Ids ids) {
        this.documents = documents;
        this.signer = signer;
        this.clock = clock;
        this.ids = ids;
        this.identities = identities;
        this.dead = new DeadRunners(documents);
    }

    RegisterReply register(RegisterRequest request) {
        var key = EcJwk.read(request.publicKey()).text();
        Name.require(request.name(), "runner");
        if (request.enrolmentToken() != null) {
            return enrol(request.enrolmentToken(), request.name(), key);
        }
        if (request.pool() == null) {
            throw LandfallException.invalid("A runner registers with an enrolment token, or with a pool and an identity"
                    + " that the pool trusts.");
        }
        return join(request.pool(), request.name(), key, request.identity());
    }

    private RegisterReply enrol(String enrolmentToken, String name, String key) {
        var pool = EnrolmentToken.poolOf(enrolmentToken);
        var token = find(pool, EnrolmentToken.sort(enrolmentToken));
        var runner = token.value().runner() == null
                ? use(pool, token, name, key)
                : sameRunner(token.value(), key).orElseThrow(Registration::refused);
        return new RegisterReply(runner, pool, signer.rootKey());
    }

    private RegisterReply join(PoolId pool, String name, String key, @Nullable ShownIdentity shown) {
        var subject = identities.prove(pool, key, shown);
        var now = clock.instant();
        var runner = RunnerRecord.registered(new RunnerId(ids.next("rn")), pool, name, key, subject, now);
        documents.require(runner.id().value(), Documents.put(RunnerRecord.SORT, runner, Precondition.absent()));
        documents.require(
                pool.value(),
                Documents.put(Pools.membership(runner.id()), new Pools.Membership(runner.id()), Precondition.none()));
        dead.forgetSome(pool, now);
        return new RegisterReply(runner.id(), pool, signer.rootKey());
    }

    private Document<Enrolment> find(PoolId pool, String sort) {
        var now = clock.instant();
        return documents
                .find(pool.value(), sort, Enrolment.class)
                .filter(found -> now.isBefore(found.value().expiresAt()))
                .orElseThrow(Registration::refused);
    }

    private RunnerId use(PoolId pool, Document<Enrolment> token, String name, String key) {
        var runner = RunnerRecord.registered(new RunnerId(ids.next("rn")), pool, name, key, null, clock.instant());
        documents.require(runner.id().value(), Documents.put(RunnerRecord.SORT, runner, Precondition.absent()));
        var outcome = documents.write(
                pool.value(),
                Documents.put(token.key().sort(), token.value().usedBy(runner.id(), key), token.unchanged()),
                Documents.put(Pools.membership(runner.id()), new Pools.Membership(runner.id()), Precondition.none()));
        if (outcome instanceof BatchOutcome.Refused) {
            throw refused();
        }
        return runner.id();
    }

    /** A token that was used answers its own runner again, and nobody else. */
    private static Optional<RunnerId> sameRunner(Enrolment token, String key) {
        return key.equals(token.publicKey()) ? Optional.ofNullable(token.runner()) : Optional.empty();
    }

    private static LandfallException refused() {
        return LandfallException.unauthenticated("This enrolment token was used, has expired or never was;"
                + " a new one comes from the pool's owner. It works once, for an hour.");
    }
}
