package dev.landfall.runner.watchdog;

import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches loops by name. When one makes no progress within its limit, what all threads do is logged and the owner's action
 * runs, which ends the process. Safe for several threads, but for {@link #once}.
 */
public final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    /** The pause between two looks. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /** When the watchdog itself did not run for this long, nothing did: the machine slept or the process was stopped. */
    private static final Duration OWN_SILENCE = PERIOD.multipliedBy(5);

    private final Ticker ticker;
    private final Consumer<Stall> onStall;
    private final Set<WatchedLoop> loops = ConcurrentHashMap.newKeySet();
    private long lastLookNanos;

    /** @param onStall ends the process; called once for each look that finds a stall */
    public Watchdog(Ticker ticker, Consumer<Stall> onStall) {
        this.ticker = ticker;
        this.onStall = onStall;
        this.lastLookNanos = ticker.nanos();
    }

    /** Watches a loop from now on; close the result when the loop ends. */
    public WatchedLoop watch(String name, Duration limit) {
        AtomicReference<WatchedLoop> self = new AtomicReference<>();
        WatchedLoop loop = new WatchedLoop(name, limit, ticker, () -> loops.remove(self.get()));
        self.set(loop);
        loops.add(loop);
        return loop;
    }

    /** Looks once; to be called every {@link #PERIOD} by a thread that does nothing else. */
    public void once() {
        boolean wasAway = ticker.nanos() - lastLookNanos > OWN_SILENCE.toNanos();
        lastLookNanos = ticker.nanos();
        if (wasAway) {
            loops.forEach(WatchedLoop::progress);
            return;
        }
        loops.stream().filter(WatchedLoop::stalled).findFirst().ifPresent(loop -> report(loop.stall()));
    }

    private void report(Stall stall) {
        LOG.atError()
                .addKeyValue("loop", stall.loop())
                .addKeyValue("silence", stall.silence())
                .addKeyValue("threads", ThreadDump.take())
                .log("a loop makes no progress: the process ends");
        onStall.accept(stall);
    }
}
