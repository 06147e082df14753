package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * Forgets machines that scaling took away: each runner that joins by identity takes some of the oldest with it that joined so
 * and were not heard of for a month. Runners with an enrolment token stay. Thread-safe.
 */
final class DeadRunners {
    private static final Duration SILENT_FOR = Duration.ofDays(30);
    private static final int LOOKED_AT_EACH_TIME = 5;

    private final Documents documents;

    DeadRunners(Documents documents) {
        this.documents = documents;
    }

    void forgetSome(PoolId pool, Instant now) {
        var oldest = RecordQuery.prefix(pool.value(), Pools.RUNNER_PREFIX, LOOKED_AT_EACH_TIME);
        for (var member : documents.list(oldest, Pools.Membership.class)) {
            var runner = member.value().runner();
            if (dead(runner, now)) {
                documents.write(runner.value(), new Write.Delete(RunnerRecord.SORT, Precondition.none()));
                documents.write(pool.value(), new Write.Delete(member.key().sort(), Precondition.none()));
            }
        }
    }

    private boolean dead(RunnerId id, Instant now) {
        return documents
                .find(id.value(), RunnerRecord.SORT, RunnerRecord.class)
                .map(found -> silent(found.value(), now))
                .orElse(true);
    }

    private static boolean silent(RunnerRecord runner, Instant now) {
        var heard = Objects.requireNonNullElse(runner.lastSeenAt(), runner.registeredAt());
        return runner.identity() != null && heard.plus(SILENT_FOR).isBefore(now);
    }
}
