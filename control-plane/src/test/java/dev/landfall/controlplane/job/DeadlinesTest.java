package dev.landfall.controlplane.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final JobRecord job = Samples.job().claimed(Samples.NOW);
    private final AttemptRecord attempt = Samples.attempt(job);

    private static Optional<AttemptStatus> after(JobRecord job, AttemptRecord attempt, Duration time) {
        return Deadlines.due(job, attempt, Samples.NOW.plus(time))
                .flatMap(JobChange::attempt)
                .map(AttemptRecord::status);
    }

    @Test
    void nothingIsDueTooEarly() {
        assertEquals(Optional.empty(), after(job, attempt, Duration.ofSeconds(29)));
        assertEquals(Samples.NOW.plusSeconds(30), Deadlines.next(job, attempt));
    }

    @Test
    void eachDeadlineFallsAtItsTime() {
        assertEquals(Optional.of(AttemptStatus.DISCONNECTED), after(job, attempt, Duration.ofSeconds(30)));
        var quiet = attempt.disconnected("quiet");
        assertEquals(Samples.NOW.plus(Duration.ofMinutes(5)), Deadlines.next(job, quiet));
        assertEquals(Optional.empty(), after(job, quiet, Duration.ofSeconds(299)));
        assertEquals(Optional.of(AttemptStatus.LOST), after(job, quiet, Duration.ofMinutes(5)));
    }

    @Test
    void anApplyWaitsForItsTimeoutAlone() {
        var apply = Samples.apply().claimed(Samples.NOW);
        var quiet = Samples.attempt(apply).disconnected("quiet");
        var end = Duration.ofMinutes(11).plusSeconds(30);
        assertEquals(Samples.NOW.plus(end), Deadlines.next(apply, quiet));
        assertEquals(Optional.empty(), after(apply, quiet, end.minusSeconds(1)));
        assertEquals(Optional.of(AttemptStatus.TIMED_OUT), after(apply, quiet, end));
    }

    @Test
    void theTimeoutEndsAnAttemptThatIsRenewedForEver() {
        var late = Samples.NOW.plus(Duration.ofMinutes(12));
        var renewed = attempt.renewed(AttemptStatus.RUNNING, late, List.of(), late);
        assertEquals(Optional.of(AttemptStatus.TIMED_OUT), after(job, renewed, Duration.ofMinutes(12)));
    }

    @Test
    void aWaitingJobFailsAfterADay() {
        var waiting = Samples.job();
        assertTrue(Deadlines.dueWhileQueued(waiting, Samples.NOW.plus(Duration.ofHours(23)))
                .isEmpty());
        var due = Deadlines.dueWhileQueued(waiting, Samples.NOW.plus(Duration.ofHours(24)));
        assertEquals(JobStatus.FAILED, due.orElseThrow().job().status());
    }
}
