package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.lease.LeaseTimes;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.runner.client.HttpControlPlaneClient;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.job.JobHandlers;
import dev.landfall.runner.notice.NoticeActivity;
import dev.landfall.runner.queue.QueueClient;
import dev.landfall.runner.session.HeartbeatActivity;
import dev.landfall.runner.session.IdentityFiles;
import dev.landfall.runner.session.Registration;
import dev.landfall.runner.session.RunnerIdentity;
import dev.landfall.runner.status.LocalStatus;
import dev.landfall.runner.uptime.Uptimes;
import dev.landfall.runner.watchdog.Watchdog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runner as a running thing: one per folder. It takes jobs until it is drained, by {@link #drain}, by the control plane,
 * or because a newer process of the same runner exists. Thread-safe.
 */
public final class RunnerDaemon implements AutoCloseable {

    /** {@link #awaitEnd} when a newer process of this runner took over: the exit code of {@link ErrorKind#CONFLICT}. */
    public static final int REPLACED = ErrorKind.CONFLICT.exitCode();

    /** {@link #awaitEnd} when the process is old enough and a fresh one is to be started: EX_TEMPFAIL of sysexits.h. */
    public static final int RETIRED = 75;

    private static final Logger log = LoggerFactory.getLogger(RunnerDaemon.class);

    /** After the last job, ends and logs that cannot be delivered wait this long, then for the next process. */
    private static final Duration DELIVERY = Duration.ofSeconds(30);

    /** A step takes seconds at most, also when the control plane is silent; one that takes this long never ends. */
    private static final Duration STUCK = Duration.ofMinutes(3);

    private static final Duration NO_LIMIT = Duration.ofDays(36_500);
    private static final Duration RETRY_MISSED_BEAT = Duration.ofSeconds(2);
    private static final Duration REPORT = Duration.ofSeconds(2);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);
    private static final Duration FITNESS = Duration.ofSeconds(30);
    private static final Duration GATE = Duration.ofSeconds(2);
    private static final Duration REPEAT_CLAIM = Duration.ofSeconds(1);
    private static final Duration SLOT = Duration.ofSeconds(20);

    private final RunnerParts parts;
    private final List<Loop> loops;
    private final Thread watch;
    private final Wakeable changed;
    private final AtomicReference<Uptimes.Due> due = new AtomicReference<>(Uptimes.Due.NOTHING);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<@Nullable LocalStatus> lastStatus = new AtomicReference<>();

    private RunnerDaemon(RunnerParts parts) {
        this.parts = parts;
        this.changed = parts.changed();
        this.loops = Stream.concat(
                        Stream.of(
                                loop("poll", this::poll),
                                loop("heartbeat", this::heartbeat),
                                loop("report", this::report),
                                loop("housekeeping", this::housekeeping),
                                loop("fitness", this::fitness),
                                new Loop("presence", this::presence, () -> {})),
                        parts.notices(new OnNotice()).map(notices -> loop("notices", notices::once)).stream())
                .toList();
        this.watch = Thread.ofPlatform().daemon().name("landfall-watchdog").unstarted(this::watch);
    }

    /**
     * Registers this machine as a runner.
     *
     * @throws LandfallException CONFLICT when it is one already and {@code existing} is KEEP
     */
    public static RunnerIdentity register(
            RunnerConfig config, URI server, String enrolmentToken, Registration.Existing existing) {
        try (var transport = new HttpTransport()) {
            var client = new HttpControlPlaneClient(transport, server);
            return new Registration(new IdentityFiles(config.directory()), client::register)
                    .register(server, config.name(), enrolmentToken, existing);
        }
    }

    /**
     * Starts with every kind of job. Returns when the session is open; while the control plane cannot be reached it is tried
     * again until the calling thread is interrupted.
     *
     * @throws LandfallException NOT_FOUND when this machine is not registered, CONFLICT when another process uses the
     *     folder, INVALID when policy or registration cannot be read, UNAUTHENTICATED when the control plane does not know
     *     the runner
     */
    public static RunnerDaemon start(RunnerConfig config) {
        EcKeys.prepare();
        return start(config, RunnerParts.kinds(config));
    }

    /** The same with other handlers. */
    public static RunnerDaemon start(RunnerConfig config, JobHandlers handlers) {
        var daemon = new RunnerDaemon(DaemonStart.inSession(config, handlers));
        var parts = daemon.parts;
        parts.reports().resume(parts.ticker().nanos());
        parts.salvage().once();
        parts.logs().resume();
        daemon.writeStatus("running");
        daemon.loops.forEach(Loop::start);
        daemon.watch.start();
        log.atInfo()
                .addKeyValue("runner", daemon.runner())
                .addKeyValue("pool", daemon.pool())
                .addKeyValue("slots", parts.slots().capacity())
                .log("runner is ready");
        return daemon;
    }

    /** From now on SIGTERM and SIGINT drain, and a second one cancels; the process does not end by itself then. */
    public void handleSignals() {
        TerminationSignals.handle(this::drain, this::stopNow);
    }

    public RunnerId runner() {
        return parts.identity().runner();
    }

    public PoolId pool() {
        return parts.identity().pool();
    }

    /**
     * Takes no more jobs, lets the running ones finish and then ends. Jobs that run for longer than the drain timeout are
     * cancelled.
     */
    public void drain() {
        if (!parts.standing().draining()) {
            log.atInfo().log("draining: running jobs may finish");
        }
        parts.standing().drain();
        lookNow();
        changed.wake();
    }

    /** Has every activity take its next step now instead of when it is due. */
    void lookNow() {
        loops.forEach(Loop::wake);
    }

    /** Takes no more jobs and cancels the running ones with their grace. */
    public void stopNow() {
        drain();
        parts.executor().cancelAll();
    }

    /**
     * Waits for the end.
     *
     * <p>When a loop of the daemon is stuck, the process ends at once with exit code 70 and this does not return.
     *
     * @return exit code for the process: 0, {@link #REPLACED} or {@link #RETIRED}
     */
    public int awaitEnd() {
        try {
            changed.awaitUntil(() -> parts.standing().draining(), NO_LIMIT);
            changed.awaitUntil(() -> idle() || parts.standing().hurried(), NO_LIMIT);
            if (!changed.awaitUntil(this::idle, parts.config().drainTimeout())) {
                log.atWarn().log("jobs did not finish within the drain timeout and are cancelled");
                stopNow();
                changed.awaitUntil(this::idle, parts.config().maxCancelGrace().plus(DELIVERY));
            }
            changed.awaitUntil(this::delivered, DELIVERY);
            parts.poll().leave();
            if (due.get() == Uptimes.Due.MACHINE && !parts.standing().hurried()) {
                changed.awaitUntil(
                        () -> parts.standing().hurried(), parts.powerOff().beginOfAge());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
        return parts.standing().replaced() ? REPLACED : parts.standing().hurried() ? 0 : RETIRED;
    }

    /** {@link #stopNow} and {@link #awaitEnd}. */
    @Override
    public void close() {
        if (!ended.get()) {
            stopNow();
            awaitEnd();
        }
    }

    /** Ends this object's threads as the death of the process would, without a word to anybody. */
    void abandon() {
        end();
    }

    private void end() {
        if (ended.getAndSet(true)) {
            return;
        }
        watch.interrupt();
        loops.forEach(Loop::stop);
        writeStatus("ended");
        parts.close();
        log.atInfo().log("runner has ended");
    }

    private boolean idle() {
        return parts.slots().busy() == 0;
    }

    private boolean delivered() {
        return parts.standing().replaced()
                || (parts.book().unreported().isEmpty() && parts.shipping().underWay() == 0);
    }

    private Loop loop(String name, Loop.Step step) {
        var watched = parts.watchdog().watch(name, STUCK);
        return new Loop(name, step, watched::progress);
    }

    private Duration poll() throws InterruptedException {
        return switch (parts.poll().once(QueueClient.MAX_WAIT)) {
            case RECEIVED, EMPTY -> {
                parts.polls().beat();
                yield Duration.ZERO;
            }
            case REPEATING -> REPEAT_CLAIM;
            case GATE_CLOSED -> GATE;
            case DRAINING -> SLOT;
            case NO_SLOT -> {
                parts.slots().awaitFree(SLOT);
                yield Duration.ZERO;
            }
        };
    }

    private Duration heartbeat() {
        var beat = parts.heartbeat().once();
        if (beat == HeartbeatActivity.Beat.RENEWED) {
            parts.heartbeats().beat();
            parts.claimAnnounced();
        }
        if (parts.standing().draining()) {
            changed.wake();
        }
        parts.presence().closeIfSilent();
        return switch (beat) {
            case RENEWED, REPLACED -> LeaseTimes.HEARTBEAT;
            case MISSED -> RETRY_MISSED_BEAT;
            case REOPENED -> Duration.ZERO;
        };
    }

    private Duration report() {
        parts.salvage().once();
        parts.updates().once();
        parts.powerOff().once();
        parts.reports().once();
        changed.wake();
        return REPORT;
    }

    private Duration presence() {
        return parts.presence().once() ? RETRY_MISSED_BEAT : Duration.ofDays(365);
    }

    private Duration housekeeping() {
        parts.guard().ensureRunning();
        if (!parts.standing().draining()) {
            retire(parts.uptimes().look());
        }
        writeStatus(parts.standing().replaced() ? "replaced" : parts.standing().draining() ? "draining" : "running");
        return HOUSEKEEPING;
    }

    /** An update goes first: its end must be reported, and it makes a fresh process too. */
    void retire(Uptimes.Due old) {
        if (old == Uptimes.Due.NOTHING || parts.updates().underWay()) {
            return;
        }
        log.atInfo().addKeyValue("old", old).log("no more jobs are taken: what is old enough ends when it is idle");
        due.set(old);
        parts.standing().retire();
        lookNow();
        changed.wake();
    }

    private void watch() {
        try {
            while (!ended.get()) {
                Thread.sleep(Watchdog.PERIOD);
                parts.watchdog().once();
            }
        } catch (InterruptedException e) {
            // the daemon ends
        }
    }

    private final class OnNotice implements NoticeActivity.Machine {

        @Override
        public void drain() {
            RunnerDaemon.this.drain();
        }

        @Override
        public void evict(Duration grace) {
            log.atWarn().log("ending the jobs that still run before the machine is taken away");
            parts.executor().evictAll(grace);
        }
    }

    private Duration fitness() {
        parts.fitness().once();
        return FITNESS;
    }

    private void writeStatus(String state) {
        var status = parts.status(state);
        if (status.equals(lastStatus.getAndSet(status))) {
            return;
        }
        try {
            status.write(parts.config().directory());
        } catch (IOException e) {
            log.atWarn().setCause(e).log("the status file could not be written");
        }
    }
}
