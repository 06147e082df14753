package dev.landfall.integration.simulator;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.LeaseTimes;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.runner.lease.AttemptEnds;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.LeaseJournal;
import dev.landfall.runner.lease.ReportActivity;
import dev.landfall.runner.policy.Policy;
import dev.landfall.runner.queue.Admission;
import dev.landfall.runner.queue.ClaimActivity;
import dev.landfall.runner.queue.PollActivity;
import dev.landfall.runner.session.HeartbeatActivity;
import dev.landfall.runner.session.RunnerIdentity;
import dev.landfall.runner.session.RunnerProfile;
import dev.landfall.runner.session.ServerClock;
import dev.landfall.runner.session.SessionActivity;
import dev.landfall.runner.session.Standing;
import dev.landfall.runner.slot.Slots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** One process of a runner: the real core, stepped by hand instead of by its loops. */
final class RunnerProcess {
    private static final Duration RETRY_MISSED_BEAT = Duration.ofSeconds(2);

    private final World world;
    private final String name;
    private final String bootId;
    private final Standing standing = new Standing();
    private final LeaseBook book = new LeaseBook();
    private final Slots slots = new Slots(SimulatedRunner.SLOTS);
    private final SessionActivity session;
    private final ReportActivity reports;
    private final SimulatedExecutor executor;
    private final HeartbeatActivity heartbeat;
    private final PollActivity poll;
    private final Spool spool;
    private boolean opened;
    private Instant nextBeat;
    private int claims;

    RunnerProcess(
            World world,
            SimulatedRunner machine,
            RunnerIdentity identity,
            String bootId,
            RunnerLink link,
            LeaseJournal journal,
            Disk disk) {
        this.world = world;
        this.name = machine.name();
        this.bootId = bootId;
        this.nextBeat = world.now();
        var serverClock = new ServerClock(machine::wallClock, world::nanos);
        var profile = new RunnerProfile(bootId, "simulated", SimulatedRunner.SLOTS, Map.of());
        spool = new Spool(world, disk, link);
        session = new SessionActivity(link, identity, profile, serverClock, standing, book, journal);
        reports = new ReportActivity(link, book, journal);
        executor = new SimulatedExecutor(world, name, new AttemptEnds(book, slots, reports, () -> {}), spool);
        heartbeat = new HeartbeatActivity(link, session, standing, book, journal, executor, world::nanos);
        var verifier = new SpecVerifier(identity.rootKey(), Duration.ofMinutes(1));
        var clockOfSpecs = world.guards().clockOfSpecs(serverClock, new ServerClock(machine::wallClock, world::nanos));
        var admission = new Admission(verifier, Policy.ALLOW_ALL, identity.pool(), clockOfSpecs);
        Executor direct = Runnable::run;
        var activity = new ClaimActivity(
                link,
                link,
                admission,
                slots,
                book,
                journal,
                reports,
                executor,
                direct,
                () -> bootId + "-claim-" + ++claims,
                world::nanos);
        poll = new PollActivity(link, standing, slots, book, List.of(), activity, direct);
    }

    String bootId() {
        return bootId;
    }

    /** Nothing runs, and nothing waits to be reported. */
    boolean settled() {
        return executor.idle() && book.unreported().isEmpty();
    }

    /** It was to end and has nothing left to do. */
    boolean over() {
        return standing.draining() && settled();
    }

    void drain() {
        world.trace().line(name + " drains");
        standing.drain();
    }

    /** One round of every loop. */
    void pulse() {
        open();
        executor.look();
        heartbeat.stopOverdue();
        if (!world.now().isBefore(nextBeat)) {
            beat();
        }
        int ignored = reports.once();
        spool.ship();
        poll();
    }

    void beat() {
        open();
        var beat = heartbeat.once();
        world.trace().line("  " + name + " beats: " + beat);
        nextBeat = world.now()
                .plus(
                        switch (beat) {
                            case RENEWED, REPLACED -> LeaseTimes.HEARTBEAT;
                            case MISSED -> RETRY_MISSED_BEAT;
                            case REOPENED -> Duration.ZERO;
                        });
    }

    void poll() {
        open();
        try {
            var polled = poll.once(Duration.ZERO);
            if (polled != PollActivity.Polled.EMPTY && polled != PollActivity.Polled.NO_SLOT) {
                world.trace().line("  " + name + " polls: " + polled);
            }
        } catch (LandfallException e) {
            world.trace().line("  " + name + " cannot poll: " + e.kind());
        }
    }

    private void open() {
        if (!opened) {
            session.once();
            opened = true;
            reports.resume(world.nanos());
        }
    }
}
