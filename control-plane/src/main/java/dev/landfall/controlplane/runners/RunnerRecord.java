package dev.landfall.controlplane.runners;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.runner.OpenSessionRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A registered runner, kept in its own partition under {@code runner}.
 *
 * @param publicKey JWK as JSON text
 * @param session number of its newest process, 0 before the first
 * @param bootId of its newest process; empty before the first
 * @param boots bootIds that were lately seen, the newest last; one that is not the newest cannot come back
 * @param proofs what proofs of a session said that were accepted lately and could still be shown again
 * @param busy how many leases it holds, as its last heartbeat said
 * @param draining whether its last heartbeat said that it takes no more jobs
 * @param drainAsked whether somebody wants it to drain
 * @param disconnectedAt when its connection closed; null while it is there
 * @param identity the subject that its cloud gave it and that each session proves; null for one with an enrolment token
 * @param provenAt when that was proved last
 * @param askedUntil until when jobs for this runner alone may wait; null when nobody ever asked for one
 */
public record RunnerRecord(
        RunnerId id,
        PoolId pool,
        String name,
        String publicKey,
        Instant registeredAt,
        long session,
        String bootId,
        List<String> boots,
        List<UsedProof> proofs,
        String version,
        int slots,
        Map<String, String> tools,
        @Nullable Instant lastSeenAt,
        int busy,
        boolean draining,
        boolean drainAsked,
        @Nullable Instant disconnectedAt,
        @Nullable String identity,
        @Nullable Instant provenAt,
        @Nullable Instant askedUntil) {
    static final String SORT = "runner";

    /** Most bootIds that are remembered. */
    static final int MAX_BOOTS = 50;

    /** A proof that cannot be used again, and when it was made. */
    record UsedProof(String statement, Instant issuedAt) {}

    public RunnerRecord {
        boots = boots == null ? List.of() : List.copyOf(boots);
        proofs = proofs == null ? List.of() : List.copyOf(proofs);
        tools = tools == null ? Map.of() : Map.copyOf(tools);
    }

    static RunnerRecord registered(
            RunnerId id, PoolId pool, String name, String publicKey, @Nullable String identity, Instant now) {
        return new RunnerRecord(
                id,
                pool,
                name,
                publicKey,
                now,
                0,
                "",
                List.of(),
                List.of(),
                "",
                0,
                Map.of(),
                null,
                0,
                false,
                false,
                null,
                identity,
                identity == null ? null : now,
                null);
    }

    RunnerRecord opened(OpenSessionRequest request, UsedProof proof, Instant oldest, Instant now) {
        boolean sameProcess = request.bootId().equals(bootId);
        var used = new ArrayList<>(proofs.stream()
                .filter(kept -> !kept.issuedAt().isBefore(oldest))
                .toList());
        used.add(proof);
        return new RunnerRecord(
                id,
                pool,
                name,
                publicKey,
                registeredAt,
                sameProcess ? session : session + 1,
                request.bootId(),
                sameProcess ? boots : bootsWith(request.bootId()),
                used,
                request.version(),
                request.slots(),
                request.tools(),
                now,
                sameProcess ? busy : 0,
                sameProcess && draining,
                sameProcess && drainAsked,
                null,
                identity,
                identity == null ? null : now,
                askedUntil);
    }

    RunnerRecord seen(int held, boolean drains, Instant now) {
        return new RunnerRecord(
                id,
                pool,
                name,
                publicKey,
                registeredAt,
                session,
                bootId,
                boots,
                proofs,
                version,
                slots,
                tools,
                now,
                held,
                drains,
                drainAsked,
                null,
                identity,
                provenAt,
                askedUntil);
    }

    RunnerRecord askedToDrain(boolean drain) {
        return new RunnerRecord(
                id,
                pool,
                name,
                publicKey,
                registeredAt,
                session,
                bootId,
                boots,
                proofs,
                version,
                slots,
                tools,
                lastSeenAt,
                busy,
                draining,
                drain,
                disconnectedAt,
                identity,
                provenAt,
                askedUntil);
    }

    RunnerRecord disconnected(Instant now) {
        return new RunnerRecord(
                id,
                pool,
                name,
                publicKey,
                registeredAt,
                session,
                bootId,
                boots,
                proofs,
                version,
                slots,
                tools,
                lastSeenAt,
                busy,
                draining,
                drainAsked,
                now,
                identity,
                provenAt,
                askedUntil);
    }

    /** Notes, before it is so, that a job for this runner alone may wait until then. */
    RunnerRecord askedUntil(Instant until) {
        return new RunnerRecord(
                id,
                pool,
                name,
                publicKey,
                registeredAt,
                session,
                bootId,
                boots,
                proofs,
                version,
                slots,
                tools,
                lastSeenAt,
                busy,
                draining,
                drainAsked,
                disconnectedAt,
                identity,
                provenAt,
                until);
    }

    boolean asked(Instant now) {
        return askedUntil != null && now.isBefore(askedUntil);
    }

    private List<String> bootsWith(String next) {
        var all = new ArrayList<>(boots.subList(Math.max(0, boots.size() - MAX_BOOTS + 1), boots.size()));
        all.add(next);
        return all;
    }
}
