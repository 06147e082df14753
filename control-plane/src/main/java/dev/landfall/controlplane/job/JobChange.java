package dev.landfall.controlplane.job;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.protocol.error.LandfallException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A decision about a job and its attempt: what both become, and why.
 *
 * @param attempt empty when the job has no attempt that changes
 * @param transitions none when only a lease was renewed
 */
public record JobChange(JobRecord job, Optional<AttemptRecord> attempt, List<Transition> transitions) {
    public JobChange {
        transitions = List.copyOf(transitions);
    }

    /** Starts a decision about a job as it stands. */
    static Builder of(JobRecord job, Actor actor, Instant now) {
        return new Builder(job, actor, now);
    }

    /** Collects transitions and holds them against the tables. */
    static final class Builder {
        private final Actor actor;
        private final Instant now;
        private final List<Transition> transitions = new ArrayList<>();
        private JobRecord job;
        private Optional<AttemptRecord> attempt = Optional.empty();

        private Builder(JobRecord job, Actor actor, Instant now) {
            this.job = job;
            this.actor = actor;
            this.now = now;
        }

        Builder claimed(AttemptRecord made, String reason) {
            transitions.add(new Transition(
                    now, actor, subject(made), null, made.status().wire(), reason));
            attempt = Optional.of(made);
            return this;
        }

        Builder attempt(AttemptRecord from, AttemptRecord to) {
            if (from.status() != to.status()) {
                require(from.status().mayBecome(to.status()), subject(from), from.status(), to.status());
                transitions.add(new Transition(
                        now,
                        actor,
                        subject(from),
                        from.status().wire(),
                        to.status().wire(),
                        to.reason()));
            }
            attempt = Optional.of(to);
            return this;
        }

        Builder job(JobRecord to) {
            if (job.status() != to.status()) {
                require(job.status().mayBecome(to.status()), "job", job.status(), to.status());
                transitions.add(new Transition(
                        now, actor, "job", job.status().wire(), to.status().wire(), to.reason()));
            }
            job = to;
            return this;
        }

        Builder note(String subject, String state, String reason) {
            transitions.add(new Transition(now, actor, subject, state, state, reason));
            return this;
        }

        JobChange change() {
            return new JobChange(job, attempt, transitions);
        }

        private static String subject(AttemptRecord attempt) {
            return "attempt " + attempt.number();
        }

        private static void require(boolean allowed, String subject, Enum<?> from, Enum<?> to) {
            if (!allowed) {
                throw LandfallException.internal(
                        "The " + subject + " cannot go from " + from + " to " + to + ".", null);
            }
        }
    }
}
