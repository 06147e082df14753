package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.signature.SpecVerifier;
import dev.landfall.runner.attempt.AttemptCommands;
import dev.landfall.runner.attempt.AttemptExecutor;
import dev.landfall.runner.attempt.Deadlines;
import dev.landfall.runner.client.HttpControlPlaneClient;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.disk.DiskGate;
import dev.landfall.runner.disk.DiskLimits;
import dev.landfall.runner.disk.DiskState;
import dev.landfall.runner.fitness.FitnessActivity;
import dev.landfall.runner.fitness.FitnessFile;
import dev.landfall.runner.fitness.MachineGroups;
import dev.landfall.runner.guard.Guard;
import dev.landfall.runner.guard.OrphanSweep;
import dev.landfall.runner.isolation.Isolation;
import dev.landfall.runner.job.JobHandlers;
import dev.landfall.runner.kind.KindHandlers;
import dev.landfall.runner.lease.AttemptEnds;
import dev.landfall.runner.lease.FileLeaseJournal;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.ReportActivity;
import dev.landfall.runner.notice.NoticeActivity;
import dev.landfall.runner.notice.NoticeSources;
import dev.landfall.runner.policy.PolicyFile;
import dev.landfall.runner.process.JobProcesses;
import dev.landfall.runner.process.ProcessTable;
import dev.landfall.runner.process.SessionStarter;
import dev.landfall.runner.queue.Admission;
import dev.landfall.runner.queue.ClaimActivity;
import dev.landfall.runner.queue.ClaimGate;
import dev.landfall.runner.queue.HeartbeatAccess;
import dev.landfall.runner.queue.LentQueueClient;
import dev.landfall.runner.queue.PollActivity;
import dev.landfall.runner.queue.QueueClients;
import dev.landfall.runner.salvage.LeftWorkspace;
import dev.landfall.runner.salvage.SalvageActivity;
import dev.landfall.runner.salvage.SalvagedStates;
import dev.landfall.runner.session.HeartbeatActivity;
import dev.landfall.runner.session.IdentityFiles;
import dev.landfall.runner.session.RunnerIdentity;
import dev.landfall.runner.session.RunnerProfile;
import dev.landfall.runner.session.ServerClock;
import dev.landfall.runner.session.SessionActivity;
import dev.landfall.runner.session.Standing;
import dev.landfall.runner.slot.Slots;
import dev.landfall.runner.statestore.StoresOnDemand;
import dev.landfall.runner.status.LocalStatus;
import dev.landfall.runner.supervisor.MachineBoot;
import dev.landfall.runner.supervisor.OwnVersion;
import dev.landfall.runner.supervisor.PowerOffHandover;
import dev.landfall.runner.supervisor.UpdateHandover;
import dev.landfall.runner.time.Ticker;
import dev.landfall.runner.tool.InstalledTools;
import dev.landfall.runner.upkeep.HealthChecks;
import dev.landfall.runner.upkeep.HealthReport;
import dev.landfall.runner.upkeep.Pulse;
import dev.landfall.runner.upkeep.Upkeep;
import dev.landfall.runner.upkeep.WorkByKind;
import dev.landfall.runner.uptime.Uptimes;
import dev.landfall.runner.watchdog.Watchdog;
import dev.landfall.runner.workspace.WorkFolder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The composition root of the runner: everything that one process has, made once and read from top to bottom. */
final class RunnerParts implements AutoCloseable {

    /** Exit code of a process that the watchdog ended: EX_SOFTWARE of sysexits.h. */
    static final int STALLED = 70;

    private static final Duration SWEEP_PAUSE = Duration.ofMillis(100);
    static final int MIN_FREE_DISK_PERCENT = 1;

    /** Between interrupt and kill, for a process whose own grace the guard was not told. */
    private static final Duration GRACE_OF_UNANNOUNCED = Duration.ofSeconds(5);

    /** By how much the control plane's time, as it was learnt, may be off when signatures are checked. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private final RunnerConfig config;
    private final InstalledTools tools;
    private final FolderLock lock;
    private final RunnerIdentity identity;
    private final Instant startedAt;
    private final Ticker ticker = Ticker.system();
    private final long startedNanos = ticker.nanos();
    private final ProcessTable table = ProcessTable.ofSystem();
    private final SecureRandom random = new SecureRandom();
    private final String bootId = randomId();
    private final Wakeable changed = new Wakeable();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor timer = timer();
    private final HttpTransport transport = new HttpTransport();
    private final Standing standing = new Standing();
    private final LeaseBook book = new LeaseBook();
    private final WorkFolder workFolder;
    private final Guard guard;
    private final Watchdog watchdog;
    private final Slots slots;
    private final ServerClock serverClock;
    private final JobProcesses processes;
    private final LogShipping shipping;
    private final SpooledLogs logs;
    private final SessionActivity session;
    private final ReportActivity reports;
    private final SalvagedStates salvaged;
    private final SalvageActivity salvage;
    private final Isolation isolation;
    private final AttemptExecutor executor;
    private final HeartbeatActivity heartbeat;
    private final Pulse heartbeats = new Pulse(ticker);
    private final Pulse polls = new Pulse(ticker);
    private final DiskGate disk;
    private final UpdateHandover updates;
    private final PowerOffHandover powerOff;
    private final Uptimes uptimes;
    private final FitnessActivity fitness;
    private final ClaimActivity claims;
    private final PollActivity poll;
    private final PresenceConnection presence;

    private RunnerParts(RunnerConfig config, JobHandlers handlers, InstalledTools tools, FolderLock lock) {
        this.config = config;
        this.tools = tools;
        var versions = threads.submit(tools::versions);
        this.lock = lock;
        var clock = InstantSource.system();
        startedAt = clock.instant();
        serverClock = new ServerClock(clock, ticker);
        slots = new Slots(config.slots());
        identity = new IdentityFiles(config.directory()).load();
        var policy = PolicyFile.read(config.directory().resolve(PolicyFile.NAME));
        var journal = new FileLeaseJournal(config.directory().resolve("leases"));
        var server = config.server() == null ? identity.server() : config.server();
        var client = new HttpControlPlaneClient(transport, server);
        workFolder = WorkFolder.open(config.workDirectory(), random);
        watchdog = new Watchdog(ticker, stall -> Runtime.getRuntime().halt(STALLED));
        var starter = SessionStarter.find(config.searchPath());
        guard = new Guard(starter, workFolder.boot(), workFolder.attempts(), graceOfUnannounced(config), ticker);
        processes = new JobProcesses(starter, table, guard, ticker);
        shipping = new LogShipping(client, threads, ticker, changed::wake);
        logs = new SpooledLogs(workFolder, shipping, clock, ticker);
        reports = new ReportActivity(client, book, journal);
        salvaged = new SalvagedStates(config.directory());
        salvage = new SalvageActivity(
                client,
                new StoresOnDemand(config.environment(), clock),
                salvaged,
                book,
                journal,
                reports,
                logs::chunksLeft);
        var deadlines = new Deadlines(timer, threads);
        isolation = new Isolation(
                config.isolate(),
                config.jobUsers(),
                policy.unisolated(),
                config.directory(),
                workFolder.root(),
                identity.runner().value());
        isolation.requireWhereAll();
        var identities = new IdentitiesOnDemand(config.environment(), transport, random, clock);
        executor = new AttemptExecutor(
                handlers,
                new WorkspaceFolders(workFolder, cache(config), config.directory()),
                logs,
                new AttemptCommands(
                        processes, workFolder.boot(), config.searchPath(), config.maxCancelGrace(), deadlines),
                client,
                transport,
                new AttemptEnds(book, slots, reports, changed::wake),
                isolation,
                identities,
                threads,
                deadlines,
                clock,
                ticker);
        session = new SessionActivity(
                client,
                identity,
                CloudShow.of(config, transport, client, serverClock),
                profile(versions),
                serverClock,
                standing,
                book,
                journal);
        heartbeat = new HeartbeatActivity(client, session, standing, book, journal, executor, ticker);
        var queue = new LentQueueClient(
                new HeartbeatAccess(standing, heartbeat::once),
                new QueueClients(transport, bootId, serverClock, ticker, config.busyPolling())::of);
        var admission = new Admission(
                new SpecVerifier(identity.rootKey(), CLOCK_TOLERANCE),
                policy,
                identity.pool(),
                serverClock,
                isolation::refusal);
        disk = new DiskGate(
                workFolder.attempts(), new DiskLimits(config.minFreeDiskBytes(), MIN_FREE_DISK_PERCENT), ticker);
        var checks = new HealthChecks(disk, serverClock, tools, standing, slots, book, heartbeats, polls);
        updates = new UpdateHandover(config, policy, OwnVersion.find(), book, journal, reports);
        powerOff = new PowerOffHandover(config, book, reports, clock, ticker);
        uptimes = new Uptimes(
                config.uptimes(), ticker, () -> powerOff.possible() ? MachineBoot.uptime() : Optional.empty(), random);
        var upkeep = new Upkeep(
                () -> new HealthReport(version(), uptime(), checks.look()),
                this::askToDrain,
                updates,
                powerOff,
                reports,
                threads);
        var work = new WorkByKind(executor, upkeep);
        claims = new ClaimActivity(
                client, queue, admission, slots, book, journal, reports, work, threads, this::randomId, ticker);
        var gates = gates();
        poll = new PollActivity(queue, standing, slots, book, gates, claims, threads);
        fitness = new FitnessActivity(
                () -> gates.stream().flatMap(gate -> gate.closed().stream()).findFirst(),
                () -> slots.busy() == 0 && !standing.draining(),
                new FitnessFile(workFolder.root()),
                MachineGroups.of(config.notices(), config.environment(), transport, clock),
                ticker);
        presence = new PresenceConnection(transport, client, server);
    }

    /** Takes the folder, reads what is in it, and makes everything; nothing runs yet. */
    static RunnerParts of(RunnerConfig config, JobHandlers handlers) {
        var lock = FolderLock.take(config.directory());
        try {
            return new RunnerParts(config, handlers, tools(config), lock);
        } catch (LandfallException e) {
            lock.close();
            throw e;
        }
    }

    /** Every kind of job. */
    static JobHandlers kinds(RunnerConfig config) {
        return new KindHandlers(
                config.directory(),
                cache(config),
                tools(config),
                config.environment(),
                new StoresOnDemand(config.environment(), InstantSource.system()),
                InstantSource.system(),
                new SecureRandom());
    }

    RunnerConfig config() {
        return config;
    }

    RunnerIdentity identity() {
        return identity;
    }

    Ticker ticker() {
        return ticker;
    }

    /** Announces what somebody may wait for: an end, a drain. */
    Wakeable changed() {
        return changed;
    }

    Standing standing() {
        return standing;
    }

    Slots slots() {
        return slots;
    }

    LeaseBook book() {
        return book;
    }

    /** Asks nobody when the settings say so. */
    Optional<NoticeActivity> notices(NoticeActivity.Machine machine) {
        var clock = InstantSource.system();
        return NoticeSources.of(config.notices(), config.environment(), transport, clock)
                .map(source -> new NoticeActivity(source, machine, clock));
    }

    SessionActivity session() {
        return session;
    }

    HeartbeatActivity heartbeat() {
        return heartbeat;
    }

    PollActivity poll() {
        return poll;
    }

    /** Claims what the last heartbeat announced to this runner alone. */
    void claimAnnounced() {
        standing.takeAnnounced().forEach(message -> threads.execute(() -> claims.claimOwn(message)));
    }

    UpdateHandover updates() {
        return updates;
    }

    Uptimes uptimes() {
        return uptimes;
    }

    FitnessActivity fitness() {
        return fitness;
    }

    PowerOffHandover powerOff() {
        return powerOff;
    }

    /** When the control plane last answered a heartbeat. */
    Pulse heartbeats() {
        return heartbeats;
    }

    /** When the queue was last read. */
    Pulse polls() {
        return polls;
    }

    ReportActivity reports() {
        return reports;
    }

    SalvageActivity salvage() {
        return salvage;
    }

    AttemptExecutor executor() {
        return executor;
    }

    PresenceConnection presence() {
        return presence;
    }

    LogShipping shipping() {
        return shipping;
    }

    SpooledLogs logs() {
        return logs;
    }

    Guard guard() {
        return guard;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    /**
     * Ends what earlier processes of this runner left, and removes their workspaces once what must not be lost is out of them.
     * Blocks until they are gone.
     */
    void sweep() throws InterruptedException {
        var sweep = new OrphanSweep(table, workFolder.boot(), workFolder.attempts(), config.maxCancelGrace(), ticker);
        while (!sweep.once()) {
            Thread.sleep(SWEEP_PAUSE);
        }
        for (var left : workFolder.leftovers()) {
            LeaseName.parse(left.getFileName().toString())
                    .ifPresent(lease -> new LeftWorkspace(left, lease).salvageInto(salvaged));
        }
        workFolder.sweep();
        salvage.adopt(ticker.nanos());
        updates.adopt(ticker.nanos());
        powerOff.forget();
    }

    LocalStatus status(String state) {
        return new LocalStatus(
                ProcessHandle.current().pid(),
                bootId,
                identity.runner(),
                identity.pool(),
                state,
                slots.capacity(),
                executor.running().stream().map(Lease::job).sorted().toList(),
                book.unreported().size(),
                serverClock.offset().toSeconds(),
                startedAt,
                version(),
                heartbeats.ever());
    }

    @Override
    public void close() {
        shipping.stop();
        presence.close();
        transport.close();
        timer.shutdownNow();
        threads.shutdownNow();
        processes.close();
        guard.close();
        isolation.close();
        workFolder.close();
        lock.close();
    }

    /** The tools are asked while everything else is made: some take a tenth of a second to answer. */
    private RunnerProfile profile(Future<Map<String, String>> versions) {
        try {
            return new RunnerProfile(bootId, version(), config.slots(), versions.get());
        } catch (InterruptedException | ExecutionException e) {
            throw LandfallException.internal("The versions of the installed tools could not be found out.", e);
        }
    }

    private static String version() {
        return OwnVersion.text();
    }

    private Duration uptime() {
        return Duration.ofNanos(ticker.nanos() - startedNanos);
    }

    private void askToDrain() {
        standing.drain();
        changed.wake();
    }

    private static Duration graceOfUnannounced(RunnerConfig config) {
        return config.maxCancelGrace().compareTo(GRACE_OF_UNANNOUNCED) < 0
                ? config.maxCancelGrace()
                : GRACE_OF_UNANNOUNCED;
    }

    private List<ClaimGate> gates() {
        return List.of(
                () -> Optional.of(disk.state())
                        .filter(state -> !state.allowsClaim())
                        .map(DiskState::message),
                new ShellGate(tools));
    }

    private String randomId() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static InstalledTools tools(RunnerConfig config) {
        return new InstalledTools(config.searchPath(), config.terraform());
    }

    private static Path cache(RunnerConfig config) {
        return config.directory().resolve("cache");
    }

    private static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "landfall-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
