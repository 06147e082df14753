package dev.landfall.integration.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulatorTest {
    private static final int SEEDS = 500;
    private static final int MUTANT_SEEDS = 300;
    private static final Silence SILENCE = new Silence();

    @BeforeAll
    static void silence() {
        SILENCE.begin();
    }

    @AfterAll
    static void speak() {
        SILENCE.end();
    }

    @Test
    void fiveHundredSeedsHoldEveryInvariant() {
        var failed = Seeds.run(1, SEEDS, Mutation.NONE, outcome -> {});
        failed.stream().findFirst().ifPresent(first -> fail(failed.size() + " seeds failed. " + first.report()));
    }

    @Test
    void theSameSeedGivesTheSameTrace() {
        for (long seed = 1; seed <= 3; seed++) {
            var first = new ArrayList<String>();
            var second = new ArrayList<String>();
            var one = Simulation.run(seed, Mutation.NONE, first::add);
            var other = Simulation.run(seed, Mutation.NONE, second::add);
            assertEquals(first, second);
            assertEquals(one.trace(), other.trace());
            assertTrue(first.size() > 100, "something happened");
        }
    }

    @ParameterizedTest
    @EnumSource(value = Mutation.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aGuardThatIsTakenAwayIsNoticed(Mutation mutation) {
        var failure = Seeds.firstFailure(1, MUTANT_SEEDS, mutation);
        assertTrue(failure.isPresent(), () -> "nothing noticed that " + mutation);
        var violated = failure.get().violation().orElseThrow().invariant();
        assertTrue(expected(mutation).contains(violated), () -> failure.get().report());
        assertTrue(failure.get()
                .report()
                .contains("make simulate SEEDS=1 FROM=" + failure.get().seed()));
    }

    private static Set<Invariant> expected(Mutation mutation) {
        return switch (mutation) {
            case NONE -> Set.of();
            case CLAIMS_ARE_UNCONDITIONAL ->
                Set.of(
                        Invariant.ONE_LIVE_LEASE,
                        Invariant.LEGAL_TRANSITIONS,
                        Invariant.ENDED_STAYS_ENDED,
                        Invariant.GROWING_FENCES);
            case FENCES_ARE_NOT_CHECKED -> Set.of(Invariant.ACKNOWLEDGED_IS_RECORDED);
            case OUTBOXES_ARE_NOT_SWEPT -> Set.of(Invariant.NO_MESSAGE_STUCK);
            case DUE_PARTITIONS_ARE_NOT_FOUND -> Set.of(Invariant.NO_MESSAGE_STUCK, Invariant.NO_JOB_STUCK);
            case WAITING_JOBS_ARE_FORGOTTEN -> Set.of(Invariant.NO_JOB_STUCK);
            case EVENTS_ARE_NOT_RECOGNISED -> Set.of(Invariant.ONE_WORKFLOW_PER_EVENT);
            case CHANGES_ARE_NOT_LOCKED -> Set.of(Invariant.ONE_CHANGING_WORKFLOW);
            case RUNNERS_DO_NOT_STOP -> Set.of(Invariant.NO_OVERLAPPING_RUNS);
            case LOGS_ARE_NOT_KEPT -> Set.of(Invariant.ACKNOWLEDGED_LOG_IS_KEPT);
            case MACHINES_CLOCKS_ARE_BELIEVED -> Set.of(Invariant.GOOD_SPEC_IS_TAKEN);
        };
    }
}
