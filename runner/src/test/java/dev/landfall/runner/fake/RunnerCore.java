package dev.landfall.runner.fake;

import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.runner.lease.AttemptEnds;
import dev.landfall.runner.lease.FileLeaseJournal;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.ReportActivity;
import dev.landfall.runner.policy.Policy;
import dev.landfall.runner.queue.Admission;
import dev.landfall.runner.queue.ClaimActivity;
import dev.landfall.runner.queue.ClaimGate;
import dev.landfall.runner.queue.PollActivity;
import dev.landfall.runner.queue.PollActivity.Polled;
import dev.landfall.runner.session.HeartbeatActivity;
import dev.landfall.runner.session.RunnerIdentity;
import dev.landfall.runner.session.RunnerProfile;
import dev.landfall.runner.session.ServerClock;
import dev.landfall.runner.session.SessionActivity;
import dev.landfall.runner.session.Standing;
import dev.landfall.runner.slot.Slots;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** The real core of a runner over the model, in one thread and on a manual clock. */
public final class RunnerCore {

    private static final AtomicInteger BOOTS = new AtomicInteger();

    public final ModelClient client;
    public final Standing standing = new Standing();
    public final LeaseBook book = new LeaseBook();
    public final Slots slots;
    public final RecordingExecutor executor;
    public final SessionActivity session;
    public final HeartbeatActivity heartbeat;
    public final PollActivity poll;
    public final ReportActivity reports;
    private final ManualTime time;

    /** @param folder of the journal; the next process of the runner gets the same */
    public RunnerCore(ModelControlPlane model, EcKeys keys, ManualTime time, Path folder, Options options) {
        this.time = time;
        client = new ModelClient(model, time.clock());
        slots = new Slots(options.slots());
        var journal = new FileLeaseJournal(folder);
        var boot = "boot-" + BOOTS.incrementAndGet();
        var identity = new RunnerIdentity(
                ModelControlPlane.RUNNER,
                ModelControlPlane.POOL,
                URI.create("http://127.0.0.1:1"),
                model.keys().rootKey(),
                keys);
        var profile = new RunnerProfile(boot, "test", options.slots(), Map.of());
        var serverClock = new ServerClock(options.localClock(), time.ticker());
        session = new SessionActivity(client, identity, profile, serverClock, standing, book, journal);
        reports = new ReportActivity(client, book, journal);
        executor = new RecordingExecutor(new AttemptEnds(book, slots, reports, () -> {}));
        heartbeat = new HeartbeatActivity(client, session, standing, book, journal, executor, time.ticker());
        var verifier = new SpecVerifier(identity.rootKey(), Duration.ofMinutes(1));
        var admission = new Admission(verifier, options.policy(), identity.pool(), serverClock);
        Executor direct = Runnable::run;
        var claimIds = new AtomicInteger();
        var claims = new ClaimActivity(
                client,
                client,
                admission,
                slots,
                book,
                journal,
                reports,
                executor,
                direct,
                () -> boot + "-claim-" + claimIds.incrementAndGet(),
                time.ticker());
        poll = new PollActivity(client, standing, slots, book, options.gates(), claims, direct);
    }

    /** Starts as a process does: a session, then what an earlier process left. */
    public void start() {
        session.once();
        reports.resume(time.ticker().nanos());
    }

    public Polled pollOnce() {
        return poll.once(Duration.ZERO);
    }

    /** What differs between tests. */
    public record Options(int slots, InstantSource localClock, Policy policy, List<ClaimGate> gates) {

        public static Options of(ManualTime time) {
            return new Options(2, time.clock(), Policy.ALLOW_ALL, List.of());
        }

        public Options with(InstantSource clock) {
            return new Options(slots, clock, policy, gates);
        }

        public Options with(Policy newPolicy) {
            return new Options(slots, localClock, newPolicy, gates);
        }

        public Options with(ClaimGate gate) {
            return new Options(slots, localClock, policy, List.of(gate));
        }

        public Options withSlots(int count) {
            return new Options(count, localClock, policy, gates);
        }
    }
}
