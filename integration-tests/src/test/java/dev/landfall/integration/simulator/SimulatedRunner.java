package dev.landfall.integration.simulator;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.session.RunnerIdentity;
import dev.landfall.testkit.fault.SimulatedCrash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine with a runner on it: its clock, its disk, and the processes that come and go. */
final class SimulatedRunner {
    static final int SLOTS = 2;

    private final World world;
    private final String name;
    private final RunnerIdentity identity;
    private final QueueName queue;
    private final RunnerFaults faults;
    private final Disk disk = new Disk();
    private Duration skew;
    private int boots;
    private boolean busy;
    private Instant awakeAt;
    private @Nullable RunnerProcess process;

    SimulatedRunner(World world, String name, RunnerIdentity identity, RunnerFaults faults, Duration skew) {
        this.world = world;
        this.name = name;
        this.identity = identity;
        this.queue = QueueName.of(identity.pool());
        this.faults = faults;
        this.skew = skew;
        this.awakeAt = world.now();
    }

    String name() {
        return name;
    }

    Instant wallClock() {
        return world.now().plus(skew);
    }

    void setSkew(Duration next) {
        skew = next;
        world.trace().line("the clock of " + name + " is off by " + skew.toSeconds() + " s");
    }

    /** Whether something can be done with it now: it is not in the middle of a call, frozen or waiting to start. */
    boolean awake() {
        return !busy && !world.now().isBefore(awakeAt);
    }

    void wake() {
        awakeAt = world.now();
    }

    boolean settled() {
        return disk.results().isEmpty()
                && disk.unshipped().isEmpty()
                && Optional.ofNullable(process).map(RunnerProcess::settled).orElse(false);
    }

    /** Does what its loops would do now. */
    void pulse() {
        use(RunnerProcess::pulse);
    }

    void poll() {
        use(RunnerProcess::poll);
    }

    void beat() {
        use(RunnerProcess::beat);
    }

    void drain() {
        use(RunnerProcess::drain);
    }

    void freeze(Duration time) {
        world.trace().line(name + " is frozen for " + time.toSeconds() + " s");
        world.processes().freeze(name);
        awakeAt = world.now().plus(time);
    }

    void losePower() {
        if (!busy) {
            disk.losePower();
            die("its machine lost power", Duration.ofSeconds(30));
        }
    }

    void kill(Duration until) {
        if (!busy) {
            die("it was killed", until);
        }
    }

    private void use(Consumer<RunnerProcess> activity) {
        if (!awake()) {
            return;
        }
        busy = true;
        try {
            var current = process == null ? boot() : process;
            process = current;
            activity.accept(current);
            if (current.over()) {
                die("it drained", Duration.ofSeconds(world.random().nextInt(20)));
            }
        } catch (SimulatedCrash crash) {
            die(crash.getMessage(), Duration.ofSeconds(world.random().nextInt(60)));
        } catch (LandfallException e) {
            world.trace().line("  " + name + ": " + e.kind());
            if (!e.kind().retryable()) {
                die("it could not go on", Duration.ofSeconds(5));
            }
        } finally {
            busy = false;
        }
    }

    private RunnerProcess boot() {
        var boot = name + "-boot-" + ++boots;
        world.trace().line("  " + boot + " starts");
        var link = new RunnerLink(world, name, faults, queue);
        var journal = new DiskJournal(disk, name, faults);
        return new RunnerProcess(world, this, identity, boot, link, journal, disk);
    }

    private void die(@Nullable String why, Duration until) {
        world.trace().line(name + " died: " + why);
        var dead = Optional.ofNullable(process);
        process = null;
        world.processes().endAll(name);
        awakeAt = world.now().plus(until);
        dead.ifPresent(gone -> world.noticeDeath(identity.runner(), gone.bootId()));
    }
}
