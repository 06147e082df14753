package dev.landfall.integration.azure;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Serves a {@code timerTrigger} of every minute; at its start it fires at once, as a schedule that was missed. */
final class TimerListener implements Runnable {

    private final FunctionDefinition function;
    private final Worker worker;

    TimerListener(FunctionDefinition function, Worker worker) {
        if (!function.trigger().path("schedule").asString().equals("0 * * * * *")) {
            throw new IllegalStateException("This host knows the schedule of every minute alone.");
        }
        this.function = function;
        this.worker = worker;
    }

    @Override
    public void run() {
        try {
            while (true) {
                fire();
                var next = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
                Thread.sleep(Duration.between(Instant.now(), next));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fire() {
        try {
            worker.invoke(function, "{\"isPastDue\":true}");
        } catch (RuntimeException e) {
            System.err.println("function " + function.name() + " failed: " + e);
        }
    }
}
