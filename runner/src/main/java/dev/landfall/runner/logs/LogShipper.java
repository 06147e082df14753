package dev.landfall.runner.logs;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.log.LogChunk;
import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one attempt's chunks in their order, each until it is acknowledged. Has no thread of its own: whoever owns it calls
 * {@link #once} until the outcome is final. Not safe for several threads.
 */
public final class LogShipper {

    private static final Logger LOG = LoggerFactory.getLogger(LogShipper.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    /** A log is at most this late when the receiver comes back. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final LogSpool spool;
    private final ChunkSink sink;
    private final Ticker ticker;
    private final RandomGenerator random;

    private Duration pause = FIRST_PAUSE;
    private long notBeforeNanos;
    private boolean refused;

    public LogShipper(LogSpool spool, ChunkSink sink, Ticker ticker, RandomGenerator random) {
        this.spool = spool;
        this.sink = sink;
        this.ticker = ticker;
        this.random = random;
        this.notBeforeNanos = ticker.nanos();
    }

    /** Sends at most one chunk; waits at most that long for one, or for the end of a pause after a failure. */
    public ShipOutcome once(Duration wait) throws InterruptedException {
        if (refused) {
            return ShipOutcome.REFUSED;
        }
        if (pauses(wait)) {
            return ShipOutcome.RETRY_LATER;
        }
        Optional<LogChunk> chunk = spool.next(wait);
        if (chunk.isEmpty()) {
            return spool.finished() ? ShipOutcome.FINISHED : ShipOutcome.IDLE;
        }
        return send(chunk.get());
    }

    private ShipOutcome send(LogChunk chunk) {
        try {
            sink.send(chunk);
        } catch (LandfallException e) {
            return failed(chunk, e);
        }
        spool.acknowledge(chunk);
        pause = FIRST_PAUSE;
        return ShipOutcome.SENT;
    }

    private ShipOutcome failed(LogChunk chunk, LandfallException failure) {
        return switch (failure.kind()) {
            case UNAVAILABLE, INTERNAL, UNAUTHENTICATED -> {
                double jitter = 0.75 + random.nextDouble() / 2;
                notBeforeNanos = ticker.nanos() + (long) (pause.toNanos() * jitter);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                yield ShipOutcome.RETRY_LATER;
            }
            case INVALID, FORBIDDEN, NOT_FOUND, CONFLICT, LIMIT -> {
                LOG.atWarn()
                        .addKeyValue("chunk", chunk.sequence())
                        .setCause(failure)
                        .log("log refused: it is given up");
                refused = true;
                spool.remove();
                yield ShipOutcome.REFUSED;
            }
        };
    }

    private boolean pauses(Duration wait) throws InterruptedException {
        long left = notBeforeNanos - ticker.nanos();
        if (left <= 0) {
            return false;
        }
        TimeUnit.NANOSECONDS.sleep(Math.min(left, wait.toNanos()));
        return notBeforeNanos - ticker.nanos() > 0;
    }
}
