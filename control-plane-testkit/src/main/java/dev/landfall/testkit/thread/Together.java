package dev.landfall.testkit.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Starts several threads at the same moment and waits for all of them. */
public final class Together {

    private static final int DEADLINE_SECONDS = 60;

    private Together() {}

    /**
     * @param task makes the task of each thread from its number, from 0
     * @return the answers in the order of the numbers
     * @throws AssertionError when a task threw or did not end within a minute
     */
    public static <T> List<T> run(int threads, IntFunction<Callable<T>> task) {
        var start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < threads; i++) {
                var mine = task.apply(i);
                running.add(executor.submit(() -> {
                    start.await();
                    return mine.call();
                }));
            }
            start.countDown();
            return answers(running);
        }
    }

    private static <T> List<T> answers(List<Future<T>> running) {
        var answers = new ArrayList<T>();
        try {
            for (Future<T> future : running) {
                answers.add(future.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("a thread failed or hung", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        return answers;
    }
}
