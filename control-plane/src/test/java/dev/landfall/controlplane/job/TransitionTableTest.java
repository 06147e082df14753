package dev.landfall.controlplane.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables as their files draw them, every row and every row that is not there. */
class TransitionTableTest {
    private static final Set<AttemptStatus> ENDS = EnumSet.of(
            AttemptStatus.SUCCEEDED,
            AttemptStatus.FAILED,
            AttemptStatus.TIMED_OUT,
            AttemptStatus.CANCELLED,
            AttemptStatus.LOST);

    private static final Map<JobStatus, Set<JobStatus>> JOB = Map.of(
            JobStatus.QUEUED, EnumSet.of(JobStatus.RUNNING, JobStatus.CANCELLED, JobStatus.FAILED),
            JobStatus.RUNNING,
                    EnumSet.of(
                            JobStatus.QUEUED,
                            JobStatus.SUCCEEDED,
                            JobStatus.FAILED,
                            JobStatus.TIMED_OUT,
                            JobStatus.CANCELLED));

    private static final Map<AttemptStatus, Set<AttemptStatus>> ATTEMPT = Map.of(
            AttemptStatus.CLAIMED, and(AttemptStatus.RUNNING, AttemptStatus.DISCONNECTED),
            AttemptStatus.RUNNING, and(AttemptStatus.DISCONNECTED),
            AttemptStatus.DISCONNECTED, and(AttemptStatus.RUNNING));

    private static Set<AttemptStatus> and(AttemptStatus... more) {
        var all = EnumSet.copyOf(ENDS);
        all.addAll(Set.of(more));
        return all;
    }

    @Test
    void jobsGoOnlyWhereTheTableSays() {
        for (JobStatus from : JobStatus.values()) {
            for (JobStatus to : JobStatus.values()) {
                boolean drawn = JOB.getOrDefault(from, Set.of()).contains(to);
                assertEquals(drawn, from.mayBecome(to), from + " to " + to);
            }
        }
    }

    @Test
    void attemptsGoOnlyWhereTheTableSays() {
        for (AttemptStatus from : AttemptStatus.values()) {
            for (AttemptStatus to : AttemptStatus.values()) {
                boolean drawn = ATTEMPT.getOrDefault(from, Set.of()).contains(to);
                assertEquals(drawn, from.mayBecome(to), from + " to " + to);
            }
        }
    }

    @Test
    void aDecisionThatLeavesTheTableIsADefect() {
        var ended = Samples.job().ended(JobStatus.CANCELLED, Samples.NOW, "");
        var change = JobChange.of(ended, Actor.controlPlane(), Samples.NOW);
        var refused = assertThrows(
                LandfallException.class, () -> change.job(ended.ended(JobStatus.SUCCEEDED, Samples.NOW, "")));
        assertEquals(ErrorKind.INTERNAL, refused.kind());
    }
}
