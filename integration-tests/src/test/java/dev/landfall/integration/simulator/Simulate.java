package dev.landfall.integration.simulator;

import java.util.concurrent.atomic.AtomicLong;

/** Runs seeds from the command line: {@code make simulate SEEDS=n FROM=s}. */
public final class Simulate {
    private static final int REPORTED = 3;
    private static final int LISTED = 100;
    private static final int PROGRESS = 1000;

    private Simulate() {}

    /** @param args how many seeds, the first one, and optionally the name of a mutation */
    public static void main(String[] args) {
        long count = args.length > 0 ? Long.parseLong(args[0]) : PROGRESS;
        long from = args.length > 1 ? Long.parseLong(args[1]) : 1;
        var mutation = args.length > 2 ? Mutation.valueOf(args[2]) : Mutation.NONE;
        new Silence().begin();
        System.exit(count == 1 ? one(from, mutation) : many(from, count, mutation));
    }

    /** The whole trace of one seed. */
    private static int one(long seed, Mutation mutation) {
        var outcome = Simulation.run(seed, mutation, System.out::println);
        System.out.println(
                outcome.violation().isPresent() ? outcome.report() : "Seed " + seed + " holds all invariants.");
        outcome.violation().map(Throwable::getCause).ifPresent(Throwable::printStackTrace);
        return outcome.violation().isPresent() ? 1 : 0;
    }

    private static int many(long from, long count, Mutation mutation) {
        var done = new AtomicLong();
        var failed = Seeds.run(from, count, mutation, outcome -> {
            if (done.incrementAndGet() % PROGRESS == 0) {
                System.out.println(done.get() + " seeds");
            }
        });
        failed.stream().limit(REPORTED).forEach(outcome -> System.out.println(outcome.report()));
        System.out.println(count + " seeds from " + from + ": " + failed.size() + " failed");
        failed.stream()
                .skip(REPORTED)
                .limit(LISTED)
                .forEach(outcome -> System.out.println("make simulate SEEDS=1 FROM=" + outcome.seed() + "   "
                        + outcome.violation().map(Throwable::getMessage).orElse("")));
        return failed.isEmpty() ? 0 : 1;
    }
}
