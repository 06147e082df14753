package dev.landfall.integration.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An EventBridge schedule: invokes a function again and again, whatever became of the last time. */
public final class Schedule implements AutoCloseable {

    private static final byte[] EVENT = """
            {"version":"0","id":"00000000-0000-0000-0000-000000000000","detail-type":"Scheduled Event",
             "source":"aws.scheduler","account":"000000000000","region":"us-east-1","resources":[],"detail":"{}"}
            """.getBytes(StandardCharsets.UTF_8);

    private final Thread thread;

    private Schedule(Thread thread) {
        this.thread = thread;
    }

    public static Schedule every(Duration rate, Function function) {
        return new Schedule(Thread.ofVirtual().name("schedule").start(() -> run(rate, function)));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static void run(Duration rate, Function function) {
        try {
            while (true) {
                function.invoke(EVENT);
                Thread.sleep(rate);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
