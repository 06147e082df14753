package dev.landfall.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.protocol.job.JobOutcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Engine engine = Engine.onFakes();
    private final TestRunner one = engine.runner("one");

    private int batchesOf(Runnable call) {
        int before = engine.records.batches;
        call.run();
        return engine.records.batches - before;
    }

    private int entries(String prefix) {
        return engine.records
                .list(RecordQuery.prefix(Engine.PROJECT.value(), prefix, 1000))
                .records()
                .size();
    }

    private int dueEntries() {
        int found = 0;
        for (int shard = 0; shard < 16; shard++) {
            found += engine.records
                    .list(RecordQuery.prefix("due_" + shard, "due.", 1000))
                    .records()
                    .size();
        }
        return found;
    }

    @Test
    void aSingleJobOfABusyPartitionCostsOneBatchPerStepOfItsLife() {
        engine.start(Engine.job("warm"));
        engine.announced();
        assertEquals(1, batchesOf(() -> engine.start(Engine.job("build"))));
        var message = engine.announced().getFirst();
        assertEquals(1, batchesOf(() -> one.claim(message)));
        var lease = one.claim(message);
        assertEquals(1, batchesOf(() -> one.complete(lease, JobOutcome.SUCCEEDED)));
        assertEquals(0, entries("out."));
    }

    @Test
    void aMessageThatACrashKeptFromBeingSentIsSentByTheSweep() {
        engine.sending.dies = true;
        assertThrows(FlakyQueues.Died.class, () -> engine.start(Engine.job("build")));
        var after = engine.restarted();
        assertTrue(after.announced().isEmpty());
        after.passMinutes(6);
        assertEquals(1, after.announced().size());
        assertEquals(0, entries("out."));
    }

    @Test
    void aQueueThatIsDownLosesNothing() {
        engine.sending.down = true;
        engine.start(Engine.job("build"));
        engine.passMinutes(10);
        engine.sending.down = false;
        engine.passMinutes(6);
        assertEquals(1, engine.announced().stream().distinct().count());
    }

    @Test
    void messagesThatComeTwiceDoNoHarm() {
        engine.start(Engine.job("build"));
        var message = engine.announced().getFirst();
        var lease = one.claim(message);
        one.complete(lease, JobOutcome.SUCCEEDED);
        engine.leases.check().check(lease);
        engine.leases.check().check(lease);
        engine.workflows.advance(engine.jobs.require(lease.job()).workflow());
        assertEquals(JobStatus.SUCCEEDED, engine.jobs.require(lease.job()).status());
    }

    @Test
    void sentEntriesOfAnIdlePartitionAreDeletedByTheTick() {
        engine.start(Engine.job("build"));
        assertEquals(1, entries("out."));
        engine.tick.tick();
        assertEquals(0, entries("out."));
        assertEquals(1, engine.announced().size());
        engine.passMinutes(10);
        assertTrue(engine.announced().isEmpty(), "nothing is announced twice without need");
    }

    @Test
    void aJobThatWaitsForAnHourIsAnnouncedAgainAndADayLaterFails() {
        var started = engine.start(Engine.job("build"));
        engine.announced();
        engine.passMinutes(55);
        assertTrue(engine.announced().isEmpty());
        engine.passMinutes(25);
        assertEquals(1, engine.announced().size());
        engine.passMinutes(24 * 60 + 30);
        var job = engine.jobOf(started.id(), "build");
        assertEquals(JobStatus.FAILED, job.status());
        assertTrue(job.reason().contains("no runner of pool"), job.reason());
    }

    @Test
    void aPartitionIsLookedAtAsLongAsItHasSomethingToDo() {
        var started = engine.start(Engine.job("build"));
        engine.passMinutes(120);
        assertTrue(dueEntries() >= 1 && dueEntries() <= 4, () -> dueEntries() + " entries");
        one.complete(one.claim(engine.announced().getFirst()), JobOutcome.SUCCEEDED);
        engine.passMinutes(30);
        assertEquals(1, dueEntries(), "it keeps history, so that it is looked at once a day");
        engine.clock.advance(Duration.ofDays(200));
        engine.passMinutes(60 * 26);
        assertEquals(
                0,
                engine.workflows
                        .list(Engine.PROJECT, Optional.empty(), 10)
                        .items()
                        .size());
        assertEquals(0, dueEntries(), started.id() + " is gone and nothing needs a look");
    }

    @Test
    void heartbeatsArmNoTimers() {
        engine.start(Engine.job("build"));
        var lease = one.claim(engine.announced().getFirst());
        int sent = engine.sending.sent;
        for (int i = 0; i < 10; i++) {
            engine.clock.advance(Duration.ofSeconds(2));
            one.beat(lease);
        }
        assertEquals(sent, engine.sending.sent);
    }
}
