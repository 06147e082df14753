package dev.landfall.integration.simulator;

import dev.landfall.integration.simulator.Simulation.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Runs many seeds, each in one thread with a world of its own. */
final class Seeds {
    private static final int MOST_THREADS = 4;

    private Seeds() {}

    /**
     * @param each told of every outcome as it comes, by several threads
     * @return the outcomes that violate something, the lowest seed first
     */
    static List<Outcome> run(long from, long count, Mutation mutation, Consumer<Outcome> each) {
        var failed = new ConcurrentSkipListMap<Long, Outcome>();
        inThreads(from, count, seed -> {
            var outcome = Simulation.run(seed, mutation);
            each.accept(outcome);
            if (outcome.violation().isPresent()) {
                failed.put(seed, outcome);
            }
            return true;
        });
        return List.copyOf(failed.values());
    }

    /** A seed that violates something, if one of so many does. */
    static Optional<Outcome> firstFailure(long from, long count, Mutation mutation) {
        var found = new AtomicReference<Outcome>();
        inThreads(from, count, seed -> {
            var outcome = Simulation.run(seed, mutation);
            if (outcome.violation().isPresent()) {
                found.compareAndSet(null, outcome);
            }
            return found.get() == null;
        });
        return Optional.ofNullable(found.get());
    }

    /** @param seeds does one seed, and says whether to go on */
    private static void inThreads(long from, long count, LongPredicate seeds) {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
        var next = new AtomicLong(from);
        Callable<Boolean> worker = () -> {
            boolean goesOn = true;
            while (goesOn) {
                long seed = next.getAndIncrement();
                goesOn = seed < from + count && seeds.test(seed);
            }
            return true;
        };
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (var done : executor.invokeAll(Collections.nCopies(threads, worker))) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while simulating", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulator itself failed", e);
        }
    }
}
