package dev.landfall.runner.watchdog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.runner.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime();
    private final List<Stall> stalls = new ArrayList<>();
    private final Watchdog watchdog = new Watchdog(time, stalls::add);

    @Test
    void aLoopThatMakesProgressIsLeftAlone() {
        try (WatchedLoop loop = watchdog.watch("poll", LIMIT)) {
            for (int second = 0; second < 300; second++) {
                look(1);
                loop.progress();
            }
        }
        assertEquals(List.of(), stalls);
    }

    @Test
    void aLoopThatStandsStillIsReportedByName() {
        try (WatchedLoop moving = watchdog.watch("heartbeat", LIMIT);
                WatchedLoop standing = watchdog.watch("poll", LIMIT)) {
            standing.progress();
            for (int second = 0; second < 31; second++) {
                assertEquals(List.of(), stalls);
                moving.progress();
                look(1);
            }
        }
        assertEquals(List.of(new Stall("poll", Duration.ofSeconds(31), LIMIT)), stalls);
    }

    @Test
    void aLoopThatEndedIsNotMissed() {
        watchdog.watch("poll", LIMIT).close();
        look(60);
        assertEquals(List.of(), stalls);
    }

    @Test
    void aMachineThatSleptIsNotAStall() {
        try (WatchedLoop loop = watchdog.watch("poll", LIMIT)) {
            loop.progress();
            time.pass(Duration.ofHours(8));
            watchdog.once();
            assertEquals(List.of(), stalls);
            look(30);
            assertEquals(List.of(), stalls);
            look(1);
            assertEquals(1, stalls.size());
        }
    }

    @Test
    void aThreadDumpShowsVirtualThreadsToo() throws InterruptedException {
        Thread waiting = Thread.ofVirtual().name("stuck-here").start(() -> {
            synchronized (stalls) {
                try {
                    stalls.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        String dump = ThreadDump.take();
        while (!dump.contains("stuck-here") && System.nanoTime() < deadline) {
            dump = ThreadDump.take();
        }
        waiting.interrupt();
        waiting.join();
        assertTrue(dump.contains("stuck-here"), dump);
    }

    private void look(int seconds) {
        for (int second = 0; second < seconds; second++) {
            time.pass(Watchdog.PERIOD);
            watchdog.once();
        }
    }
}
