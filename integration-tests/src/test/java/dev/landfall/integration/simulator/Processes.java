package dev.landfall.integration.simulator;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.job.Assignment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The processes of jobs on all machines, as nobody but the simulator sees them. */
final class Processes {
    private final World world;
    private final Map<Lease, String> running = new LinkedHashMap<>();
    private final Set<JobId> startedOnce = new HashSet<>();
    private final Set<Lease> frozen = new HashSet<>();

    Processes(World world) {
        this.world = world;
    }

    void started(String runner, Assignment assignment) {
        var lease = assignment.lease();
        var job = lease.job();
        world.trace().line("  " + runner + " starts " + lease);
        Violation.unless(
                world.ledger().jobs().holds(lease),
                Invariant.STARTS_UNDER_LEASE,
                runner + " starts a process under " + lease + ", which does not hold");
        boolean first = startedOnce.add(job);
        boolean goesOn = assignment.spec().work().disconnectPolicy() == DisconnectPolicy.CONTINUE;
        Violation.unless(first || !goesOn, Invariant.CONTINUE_STARTS_ONCE, job + " starts again");
        for (Lease other : running.keySet()) {
            Violation.unless(
                    !other.job().equals(job) || frozen.contains(other),
                    Invariant.NO_OVERLAPPING_RUNS,
                    lease + " starts while " + other + " runs on " + running.get(other));
        }
        running.put(lease, runner);
    }

    /** Whether a job runs on that machine. */
    boolean on(String runner) {
        return running.containsValue(runner);
    }

    void ended(Lease lease) {
        running.remove(lease);
        frozen.remove(lease);
    }

    /** The machine of this runner stands still for a while, its jobs included. */
    void freeze(String runner) {
        running.forEach((lease, machine) -> {
            if (machine.equals(runner)) {
                frozen.add(lease);
            }
        });
    }

    /** A runner's process died, and its guard ends the jobs. */
    void endAll(String runner) {
        running.values().removeIf(runner::equals);
    }
}
