package dev.landfall.integration.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One seed from beginning to end. The same seed always gives the same trace. */
final class Simulation {
    private static final int FEWEST_STEPS = 30;
    private static final int MORE_STEPS = 70;

    private final long seed;
    private final World world;
    private final People people;
    private final Flow flow;
    private final Chaos chaos;

    private Simulation(long seed, Mutation mutation, Consumer<String> sink) {
        this.seed = seed;
        this.world = new World(seed, new Guards(mutation), sink, this::interlude);
        this.people = new People(world);
        this.flow = new Flow(world);
        this.chaos = new Chaos(world, people, flow);
    }

    static Outcome run(long seed, Mutation mutation) {
        return run(seed, mutation, line -> {});
    }

    /** @param sink told every line of the trace */
    static Outcome run(long seed, Mutation mutation, Consumer<String> sink) {
        return new Simulation(seed, mutation, sink).run();
    }

    /**
     * How a seed ended.
     *
     * @param trace hash of everything that happened
     */
    record Outcome(long seed, int steps, long trace, Optional<Violation> violation, List<String> lastLines) {
        /** For people: what broke, what led to it, and how to see it again. */
        String report() {
            var lines = new ArrayList<String>();
            lines.add("Seed " + seed + " fails at step " + steps + ": "
                    + violation.map(Throwable::getMessage).orElse("not at all"));
            lastLines.forEach(line -> lines.add("  " + line));
            lines.add("Replay it with: make simulate SEEDS=1 FROM=" + seed);
            return String.join(System.lineSeparator(), lines);
        }
    }

    private Outcome run() {
        try {
            chaos.begin();
            int steps = FEWEST_STEPS + world.random().nextInt(MORE_STEPS);
            for (int i = 1; i <= steps; i++) {
                world.trace().step(i);
                chaos.step();
            }
            world.trace().step(steps + 1);
            new Settling(world, people, flow).run();
            return outcome(Optional.empty());
        } catch (Violation violation) {
            return outcome(Optional.of(violation));
        } catch (RuntimeException e) {
            return outcome(Optional.of(new Violation("something failed unexpectedly: " + e, e)));
        }
    }

    private Outcome outcome(Optional<Violation> violation) {
        return new Outcome(
                seed,
                world.trace().step(),
                world.trace().hash(),
                violation,
                world.trace().lastLines());
    }

    private void interlude() {
        chaos.interlude();
    }
}
