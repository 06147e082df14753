package dev.landfall.controlplane.upkeep;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.job.Deadlines;
import dev.landfall.controlplane.runners.Pools;
import dev.landfall.controlplane.runners.RunnerStatus;
import dev.landfall.controlplane.runners.RunnerView;
import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.NewWorkflow;
import dev.landfall.controlplane.workflow.StartedWorkflow;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.job.HealthCheckWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.ShutdownWork;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.job.VmShutdownWork;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Queues what somebody wants of one runner. Its next heartbeat, within 10 seconds, announces it. Thread-safe. */
public final class StartUpkeep {

    private static final Duration SHORT = Duration.ofMinutes(2);

    /** A supervisor answers first. */
    private static final Duration HANDED_OVER = Duration.ofMinutes(5);

    /** Jobs that run end first. */
    private static final Duration UPDATE = Duration.ofHours(6);

    /** So much longer than a job may wait do heartbeats look for one. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final Pools pools;
    private final Workflows workflows;
    private final InstantSource clock;

    public StartUpkeep(Pools pools, Workflows workflows, InstantSource clock) {
        this.pools = pools;
        this.workflows = workflows;
        this.clock = clock;
    }

    /**
     * Queues.
     *
     * @throws LandfallException NOT_FOUND when the org has no such runner; CONFLICT when nothing is heard of it, or something
     *     that ends or changes it is under way already
     */
    public StartedWorkflow start(OrgId org, RunnerId id, RunnerWork work, Actor actor) {
        var view = pools.requireRunner(org, id);
        requireHeardOf(view);
        pools.expectJobs(id, clock.instant().plus(Deadlines.QUEUED_FOR_RUNNER).plus(MARGIN));
        var runner = view.runner();
        var wish = new Wish(id, runner.name(), runner.pool(), work, timeout(work));
        return workflows.start(new NewWorkflow(
                org,
                new PartitionId(id.value()),
                UpkeepRules.KIND,
                changing(work),
                work.kindName() + " of runner " + runner.name() + " asked for",
                actor,
                Json.mapper().createObjectNode(),
                List.of(StepDefinition.job(
                        work.kindName(), List.of(), Json.mapper().valueToTree(wish))),
                List.of()));
    }

    private static void requireHeardOf(RunnerView view) {
        if (view.status() == RunnerStatus.OFFLINE) {
            var seen = view.runner().lastSeenAt();
            throw LandfallException.conflict("Nothing is heard of runner "
                    + view.runner().id() + (seen == null ? "" : " since " + seen) + "; ask again when it is online.");
        }
    }

    private static Duration timeout(RunnerWork work) {
        return switch (work) {
            case HealthCheckWork check -> SHORT;
            case ShutdownWork shutdown -> SHORT;
            case UpdateWork update -> UPDATE;
            case VmShutdownWork shutdown -> HANDED_OVER;
        };
    }

    private static Changing changing(RunnerWork work) {
        return switch (work) {
            case HealthCheckWork check -> Changing.BESIDE;
            case ShutdownWork shutdown -> Changing.CHANGING;
            case UpdateWork update -> Changing.CHANGING;
            case VmShutdownWork shutdown -> Changing.CHANGING;
        };
    }
}
