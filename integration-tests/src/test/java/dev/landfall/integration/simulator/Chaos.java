package dev.landfall.integration.simulator;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.fault.FaultRates;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** The steps that a seed chooses from. */
final class Chaos {
    private static final List<String> SERVER_PORTS = List.of("Records", "JobQueues", "Blobs", "SecretStore", "Signer");
    private static final int MOST_INTERLUDES_AT_ONCE = 2;

    private final World world;
    private final People people;
    private final Flow flow;
    private final Random random;
    private int depth;

    Chaos(World world, People people, Flow flow) {
        this.world = world;
        this.people = people;
        this.flow = flow;
        this.random = world.random();
    }

    /** The faults of this seed: from nearly none to many. */
    void begin() {
        double badness = random.nextInt(4) / 3.0;
        double crashes = 0.004 * badness;
        world.server().set(new FaultRates(0.01 * badness, crashes, 0.1 * badness, 0.08 * badness, 0.1 * badness), 0.01);
        world.network().set(new FaultRates(0.02 * badness, crashes, 0.05 * badness, 0.01, 0.05 * badness), 0);
        world.messages().setTwins(0.2 * badness);
        world.setServerSkew(Duration.ofMinutes(random.nextInt(21) - 10));
    }

    void step() {
        switch (random.nextInt(25)) {
            case 0, 1, 2 -> people.event();
            case 3 -> people.repeat();
            case 4, 5 -> people.change();
            case 6, 7 -> people.decide();
            case 8 -> disturbJob();
            case 9, 10 -> people.retry();
            case 11, 12, 13 -> flow.pass(Duration.ofMillis(1 + random.nextInt(30_000)));
            case 14 -> flow.pass(Duration.ofSeconds(30 + random.nextInt(400)));
            case 15 -> flow.tick();
            case 16 -> outage();
            case 17 -> strike(victim());
            case 18 -> world.controlPlanes().restartAll();
            case 19 -> mislay();
            case 20 -> arriveLate();
            case 21, 22 -> strike(victim());
            case 23 -> any(world.runners()).setSkew(Duration.ofMinutes(random.nextInt(121) - 60));
            default -> small();
        }
    }

    /** What another process does between two port calls of the control plane. */
    void interlude() {
        if (depth >= MOST_INTERLUDES_AT_ONCE) {
            return;
        }
        depth++;
        world.trace().line("  meanwhile");
        try {
            switch (random.nextInt(60)) {
                case 0, 2, 3 -> people.decide();
                case 1 -> disturbJob();
                default -> small();
            }
        } finally {
            depth--;
            world.trace().line("  and on");
        }
    }

    private void small() {
        var runner = any(world.runners());
        switch (random.nextInt(8)) {
            case 0 -> runner.pulse();
            case 1, 2, 3 -> runner.poll();
            case 4 -> runner.beat();
            case 5 -> flow.pump(1);
            case 6 -> arriveLate();
            default -> world.sleep(Duration.ofMillis(random.nextInt(2_000)));
        }
    }

    private void disturbJob() {
        if (random.nextBoolean()) {
            people.cancelJob();
        } else {
            people.cancel();
        }
    }

    private void outage() {
        if (random.nextInt(3) == 0) {
            var port = any(SERVER_PORTS);
            world.trace().line(port + " is out of reach");
            world.server().begin(port);
            flow.pass(Duration.ofSeconds(1 + random.nextInt(150)));
            world.server().end(port);
        } else {
            var name = victim().name();
            world.trace().line(name + " is cut off");
            world.network().begin(name);
            flow.pass(Duration.ofSeconds(1 + random.nextInt(800)));
            world.network().end(name);
        }
    }

    private void strike(SimulatedRunner runner) {
        switch (random.nextInt(6)) {
            case 0 -> runner.losePower();
            case 1 -> runner.drain();
            case 2, 3 -> freeze(runner);
            default -> runner.kill(Duration.ofSeconds(random.nextInt(120)));
        }
    }

    /** Rather a machine on which something runs. */
    private SimulatedRunner victim() {
        var working = world.runners().stream()
                .filter(runner -> world.processes().on(runner.name()))
                .toList();
        return any(working.isEmpty() ? world.runners() : working);
    }

    /** Long enough for its leases to be lost, or not; then everything that it has to say is late. */
    private void freeze(SimulatedRunner runner) {
        var time = Duration.ofSeconds(100 + random.nextInt(700));
        runner.freeze(time);
        flow.pass(time);
    }

    private void mislay() {
        var queue = random.nextBoolean() ? QueueName.EVENTS : QueueName.of(world.pool());
        world.trace().line(world.messages().mislay(queue) + " message of " + queue.value() + " is mislaid");
    }

    private void arriveLate() {
        if (!world.late().isEmpty()) {
            arrive(world.late().remove(random.nextInt(world.late().size())));
        }
    }

    private void arrive(Supplier<?> request) {
        world.trace().line("a request arrives late");
        try {
            Object ignored = request.get();
        } catch (LandfallException e) {
            world.trace().line("  answered " + e.kind());
        }
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
