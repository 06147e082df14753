package dev.landfall.integration.azure;

import dev.landfall.functionsazure.function.FunctionApp;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs invocations. One that exceeds {@code functionTimeout} ends the process, as the real host restarts its worker. */
class Worker {

    private static final int TIMED_OUT = 137;

    private final FunctionApp app;
    private final Duration timeout;
    private final ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("function-timeout").factory());

    Worker(FunctionApp app, Duration timeout) {
        this.app = app;
        this.timeout = timeout;
    }

    @Nullable Object invoke(FunctionDefinition function, Object argument) {
        var end = watchdog.schedule(() -> end(function), timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return function.invoke(app, argument);
        } finally {
            end.cancel(false);
        }
    }

    private void end(FunctionDefinition function) {
        System.err.println("function " + function.name() + " exceeded " + timeout + "; the worker ends");
        Runtime.getRuntime().halt(TIMED_OUT);
    }
}
