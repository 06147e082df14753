package dev.landfall.runner.daemon;

import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.logs.LogShipper;
import dev.landfall.runner.logs.LogSpool;
import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ships the log of each attempt in a thread of its own, from its first line until all of it is acknowledged. */
final class LogShipping {

    private static final Duration WAIT = Duration.ofSeconds(20);

    private final ControlPlaneClient client;
    private final Executor threads;
    private final Ticker ticker;
    private final Runnable finished;
    private final Set<Lease> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** @param finished is told whenever a log is wholly shipped or given up */
    LogShipping(ControlPlaneClient client, Executor threads, Ticker ticker, Runnable finished) {
        this.client = client;
        this.threads = threads;
        this.ticker = ticker;
        this.finished = finished;
    }

    void ship(Lease lease, LogSpool spool) {
        underWay.add(lease);
        threads.execute(() -> run(lease, spool));
    }

    /** How many logs are not wholly shipped. */
    int underWay() {
        return underWay.size();
    }

    /** What is not shipped yet stays on disk for the next process. */
    void stop() {
        stopped.set(true);
    }

    private void run(Lease lease, LogSpool spool) {
        var shipper = new LogShipper(
                spool,
                chunk -> client.putLogChunk(lease, chunk.sequence(), chunk.bytes()),
                ticker,
                ThreadLocalRandom.current());
        try {
            boolean more = true;
            while (more && !stopped.get()) {
                more = step(shipper, spool);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            underWay.remove(lease);
            finished.run();
        }
    }

    private static boolean step(LogShipper shipper, LogSpool spool) throws InterruptedException {
        return switch (shipper.once(WAIT)) {
            case SENT, IDLE, RETRY_LATER -> true;
            case REFUSED -> false;
            case FINISHED -> {
                spool.remove();
                yield false;
            }
        };
    }
}
