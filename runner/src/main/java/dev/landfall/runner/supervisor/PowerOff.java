package dev.landfall.runner.supervisor;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.VmShutdownWork;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.policy.PolicyFile;
import dev.landfall.runner.uptime.Uptimes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends this machine from where that is: {@link PowerOffStep}. Whenever this process is killed, the next one goes on. */
final class PowerOff {

    private static final Logger log = LoggerFactory.getLogger(PowerOff.class);

    /** The runner looks every two seconds, and tells the control plane with its own deadlines. */
    private static final Duration REPORT = Duration.ofMinutes(5);

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Path folder;
    private final Path releases;
    private final RunnerService service;
    private final Duration oldest;
    private final Supplier<Optional<Duration>> uptime;
    private final InstantSource clock;

    PowerOff(RunnerConfig config, RunnerService service, Supplier<Optional<Duration>> uptime, InstantSource clock) {
        this.folder = config.directory();
        this.releases = config.updates().releases();
        this.service = service;
        this.oldest = config.uptimes().machine();
        this.uptime = uptime;
        this.clock = clock;
    }

    /** Returns when nothing is left to do, or when the machine goes. */
    void run() throws InterruptedException {
        var last = PowerOffState.find(releases);
        var underWay = last.filter(state -> !state.step().ended()).or(() -> asked(last));
        if (underWay.isEmpty()) {
            return;
        }
        var state = underWay.get();
        if (!state.request().boot().equals(MachineBoot.id())) {
            state = state.to(PowerOffStep.ENDED, clock.instant());
            state.write(releases);
        }
        while (!state.step().ended()) {
            log.atInfo().addKeyValue("step", state.step()).log("end of the machine");
            if (state.step() == PowerOffStep.OFF) {
                service.powerOffMachine();
                return;
            }
            state = next(state);
            state.write(releases);
        }
        log.atInfo()
                .addKeyValue("ended", state.step())
                .addKeyValue("reason", state.reason())
                .log("the machine stays");
    }

    private Optional<PowerOffState> asked(Optional<PowerOffState> last) {
        return PowerOffRequest.find(folder)
                .filter(request -> last.filter(state -> state.answers(request)).isEmpty())
                .map(request -> PowerOffState.begun(request, clock.instant()));
    }

    private PowerOffState next(PowerOffState state) throws InterruptedException {
        return switch (state.step()) {
            case CHECK -> check(state);
            case REPORT -> report(state);
            case DRAIN -> drain(state);
            case OFF, REFUSED, ENDED -> state;
        };
    }

    private PowerOffState check(PowerOffState state) {
        return state.request().lease() == null ? checkAge(state) : checkPolicy(state);
    }

    /** The policy is about what is asked from afar; this is the machine's own setting, and is measured here. */
    private PowerOffState checkAge(PowerOffState state) {
        var least = Uptimes.least(oldest);
        boolean old = !oldest.isZero()
                && uptime.get().filter(age -> age.compareTo(least) >= 0).isPresent();
        return old
                ? state.to(PowerOffStep.REPORT, clock.instant())
                : state.refused("The machine is not as old as its setting asks.", clock.instant());
    }

    private PowerOffState checkPolicy(PowerOffState state) {
        try {
            var now = clock.instant();
            return PolicyFile.read(folder.resolve(PolicyFile.NAME))
                    .refusal(new VmShutdownWork(), now)
                    .map(reason -> state.refused("The runner's policy refuses it: " + reason, now))
                    .orElseGet(() -> state.to(PowerOffStep.REPORT, now));
        } catch (LandfallException e) {
            return state.refused(e.publicMessage(), clock.instant());
        }
    }

    /** Afterwards nobody is left who could tell the control plane. */
    private PowerOffState report(PowerOffState state) throws InterruptedException {
        var end = state.since().plus(REPORT);
        while (clock.instant().isBefore(end)) {
            var request = PowerOffRequest.find(folder).filter(state::answers);
            if (request.isEmpty()) {
                return state.refused("The runner has taken it back.", clock.instant());
            }
            if (request.get().reported()) {
                return state.to(PowerOffStep.DRAIN, clock.instant());
            }
            Thread.sleep(LOOK);
        }
        return state.refused(
                "The runner did not report its job within " + REPORT.toSeconds() + " s, so the machine stays.",
                clock.instant());
    }

    /** A runner that cannot even be stopped is no reason to keep the machine: the system ends it with all else. */
    private PowerOffState drain(PowerOffState state) {
        try {
            service.stop();
        } catch (LandfallException e) {
            log.atWarn().addKeyValue("reason", e.publicMessage()).log("the runner could not be stopped");
        }
        return state.to(PowerOffStep.OFF, clock.instant());
    }
}
