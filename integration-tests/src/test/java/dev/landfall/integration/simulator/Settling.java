package dev.landfall.integration.simulator;

import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import java.time.Duration;

/** The faults are over: everything must come to its end by itself. */
final class Settling {
    /** Longer than every backstop: an announcement is repeated after an hour, a sweep comes at least every 15 minutes. */
    private static final Duration PATIENCE = Duration.ofHours(4);

    private static final Duration BUSY = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final World world;
    private final People people;
    private final Flow flow;

    Settling(World world, People people, Flow flow) {
        this.world = world;
        this.people = people;
        this.flow = flow;
    }

    void run() {
        world.trace().line("the faults are over");
        world.calm();
        world.runners().forEach(SimulatedRunner::wake);
        var end = world.now().plus(PATIENCE);
        while (!settled() && world.now().isBefore(end)) {
            people.repeatAll();
            people.decide();
            boolean idle = world.runners().stream().allMatch(SimulatedRunner::settled);
            flow.pass(idle ? IDLE : BUSY, idle ? IDLE : BUSY);
        }
        requireNothingStuck();
        people.requireOneWorkflowEach();
        world.requireAcknowledged();
    }

    private boolean settled() {
        return people.allAnswered()
                && world.ledger().leftovers().isEmpty()
                && world.ledger().jobs().all().stream()
                        .allMatch(job -> job.status().ended())
                && world.ledger().workflows().all().stream()
                        .allMatch(workflow -> workflow.status().ended())
                && world.runners().stream().allMatch(SimulatedRunner::settled);
    }

    private void requireNothingStuck() {
        Violation.unless(people.allAnswered(), Invariant.ANSWERED_IS_STORED, "an event is still not taken");
        for (JobRecord job : world.ledger().jobs().all()) {
            Violation.unless(job.status().ended(), Invariant.NO_JOB_STUCK, job.id() + " is still " + job.status());
        }
        for (WorkflowRecord workflow : world.ledger().workflows().all()) {
            Violation.unless(
                    workflow.status().ended(),
                    Invariant.NO_WORKFLOW_STUCK,
                    workflow.id() + " is still " + workflow.status());
        }
        for (String left : world.ledger().leftovers()) {
            var invariant = left.contains("/out.") ? Invariant.NO_MESSAGE_STUCK : Invariant.NO_WORKFLOW_STUCK;
            throw new Violation(invariant, left + " is still there");
        }
        for (SimulatedRunner runner : world.runners()) {
            Violation.unless(
                    runner.settled(), Invariant.NO_MESSAGE_STUCK, runner.name() + " still has something to say");
        }
    }
}
