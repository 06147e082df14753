package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.release.ReleaseVersion;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.policy.PolicyFile;
import dev.landfall.runner.status.LocalStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one update from where it is to its end: {@link UpdateStep}; then the same with the end of the machine, {@link PowerOff}.
 * Whenever this process is killed, the next one goes on from the step that was noted last, so a machine is never left without a
 * runner that works.
 */
public final class Supervisor {

    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final RunnerConfig config;
    private final Releases releases;
    private final Programs programs;
    private final RunnerService service;
    private final Optional<ReleaseVersion> running;
    private final InstantSource clock;

    /** @param running version of this program; empty when it does not know its own */
    public Supervisor(RunnerConfig config, Optional<ReleaseVersion> running, InstantSource clock) {
        this.config = config;
        this.releases = new Releases(config.updates().releases());
        this.programs = new Programs(config.searchPath());
        this.service = new RunnerService(config, programs);
        this.running = running;
        this.clock = clock;
    }

    /** Returns when nothing is left to do. */
    public void run() throws InterruptedException {
        update();
        new PowerOff(config, service, MachineBoot::uptime, clock).run();
    }

    private void update() throws InterruptedException {
        var state = UpdateState.find(releases.root()).orElse(null);
        if (state == null || state.step().ended()) {
            var last = state == null ? null : state.request().lease();
            var asked = UpdateRequest.find(config.directory())
                    .filter(request -> !request.lease().equals(last))
                    .orElse(null);
            if (asked == null) {
                return;
            }
            state = UpdateState.begun(asked, clock.instant());
            state.write(releases.root());
        }
        while (!state.step().ended()) {
            log.atInfo().addKeyValue("step", state.step()).log("update");
            state = next(state);
            state.write(releases.root());
        }
        log.atInfo()
                .addKeyValue("ended", state.step())
                .addKeyValue("reason", state.reason())
                .log("update has ended");
        releases.keepOnly(releases.current().orElse(null), state.before());
    }

    private UpdateState next(UpdateState state) throws InterruptedException {
        return switch (state.step()) {
            case FETCH -> fetch(state);
            case DRAIN -> drain(state);
            case SWAP -> swap(state);
            case PROVE -> prove(state);
            case ROLL_BACK -> rollBack(state);
            case SUCCEEDED, FAILED -> state;
        };
    }

    private UpdateState fetch(UpdateState state) {
        try (var transport = new HttpTransport()) {
            var policy = PolicyFile.read(config.directory().resolve(PolicyFile.NAME));
            var request = state.request();
            policy.refusal(new UpdateWork(request.manifest(), request.from()), clock.instant())
                    .ifPresent(reason -> {
                        throw LandfallException.forbidden("The runner's policy refuses the update: " + reason);
                    });
            var good = new UpdateCheck(config.updates().releaseKey(), policy, running).require(request.manifest());
            new ReleaseFetch(releases, transport, programs).fetch(good, request.from());
            return state.fetched(good.manifest().version(), releases.current().orElse(null), clock.instant());
        } catch (LandfallException e) {
            return state.because(UpdateStep.FAILED, e.publicMessage(), clock.instant());
        }
    }

    /** Jobs that run finish first, for as long as the runner's settings let them. */
    private UpdateState drain(UpdateState state) {
        try {
            service.stop();
            return state.to(UpdateStep.SWAP, clock.instant());
        } catch (LandfallException e) {
            return state.because(
                    UpdateStep.ROLL_BACK, "The runner could not be stopped: " + e.publicMessage(), clock.instant());
        }
    }

    private UpdateState swap(UpdateState state) {
        try {
            forgetStatus();
            releases.point(Releases.CURRENT, state.version());
            service.start();
            return state.to(UpdateStep.PROVE, clock.instant());
        } catch (LandfallException e) {
            return state.because(
                    UpdateStep.ROLL_BACK,
                    "Version " + state.version() + " could not be started: " + e.publicMessage(),
                    clock.instant());
        }
    }

    private UpdateState prove(UpdateState state) throws InterruptedException {
        var version = Objects.requireNonNull(state.version());
        var end = state.since().plus(config.updates().proof());
        while (!answered(version)) {
            if (!clock.instant().isBefore(end)) {
                return state.because(
                        UpdateStep.ROLL_BACK,
                        "The control plane did not hear of version " + state.version() + " within "
                                + config.updates().proof().toSeconds() + " s, so the version before was put back.",
                        clock.instant());
            }
            Thread.sleep(LOOK);
        }
        releases.point(Releases.KEEPER, state.version());
        return state.to(UpdateStep.SUCCEEDED, clock.instant());
    }

    /** Also a runner that could not be stopped in time is started: systemd does so when it has ended after all. */
    private UpdateState rollBack(UpdateState state) {
        releases.point(Releases.CURRENT, state.before());
        tried(service::stop, "the runner could not be stopped; the version before is in its place");
        forgetStatus();
        tried(service::start, "the version before is in its place but does not start");
        return state.to(UpdateStep.FAILED, clock.instant());
    }

    private static void tried(Runnable step, String otherwise) {
        try {
            step.run();
        } catch (LandfallException e) {
            log.atError().addKeyValue("reason", e.publicMessage()).log(otherwise);
        }
    }

    private boolean answered(ReleaseVersion version) {
        try {
            return LocalStatus.read(config)
                    .filter(status -> status.answered() && version.text().equals(status.version()))
                    .isPresent();
        } catch (LandfallException e) {
            return false;
        }
    }

    private void forgetStatus() {
        try {
            Files.deleteIfExists(config.directory().resolve(LocalStatus.FILE));
        } catch (IOException e) {
            log.atWarn().setCause(e).log("the status of the version before could not be removed");
        }
    }
}
