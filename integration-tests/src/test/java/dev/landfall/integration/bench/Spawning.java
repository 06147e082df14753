package dev.landfall.integration.bench;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Baseline: {@code true} as a child of a JVM, from the call to its end. */
final class Spawning {

    private Spawning() {}

    static Samples one(int times) throws Exception {
        var samples = new Samples();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            spawn();
            samples.add(System.nanoTime() - start);
        }
        return samples;
    }

    /** @return processes per second */
    static double many(int times, int threads) throws Exception {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var all = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < times; i++) {
                all.add(Spawning::spawn);
            }
            long start = System.nanoTime();
            for (var process : executor.invokeAll(all)) {
                process.get();
            }
            return times / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static int spawn() throws Exception {
        return new ProcessBuilder("true").start().waitFor();
    }
}
