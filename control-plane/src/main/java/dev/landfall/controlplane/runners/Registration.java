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
import dev.landfall.protocol.signature.EcJwk;
import java.time.InstantSource;
import java.util.Optional;

/** Turns an enrolment token into a registered runner. Thread-safe. */
final class Registration {
    private final Documents documents;
    private final Signer signer;
    private final InstantSource clock;
    private final Ids ids;

    Registration(Documents documents, Signer signer, InstantSource clock, Ids ids) {
        this.documents = documents;
        this.signer = signer;
        this.clock = clock;
        this.ids = ids;
    }

    RegisterReply register(RegisterRequest request) {
        var key = EcJwk.read(request.publicKey()).text();
        Name.require(request.name(), "runner");
        var pool = EnrolmentToken.poolOf(request.enrolmentToken());
        var sort = EnrolmentToken.sort(request.enrolmentToken());
        var token = find(pool, sort);
        var runner = token.value().runner() == null
                ? use(pool, token, request.name(), key)
                : sameRunner(token.value(), key).orElseThrow(Registration::refused);
        return new RegisterReply(runner, pool, signer.rootKey());
    }

    private Document<Enrolment> find(PoolId pool, String sort) {
        var now = clock.instant();
        return documents
                .find(pool.value(), sort, Enrolment.class)
                .filter(found -> now.isBefore(found.value().expiresAt()))
                .orElseThrow(Registration::refused);
    }

    private RunnerId use(PoolId pool, Document<Enrolment> token, String name, String key) {
        var runner = RunnerRecord.registered(new RunnerId(ids.next("rn")), pool, name, key, clock.instant());
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
