package dev.landfall.runner.logs;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.log.LogChunk;
import dev.landfall.protocol.log.LogStream;
import dev.landfall.protocol.log.LogStream.Piece;
import dev.landfall.runner.mask.Masker;
import dev.landfall.runner.time.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one attempt, masked and kept on disk in numbered chunks until the control plane has it. What one start of the
 * runner left is sent by the next. Safe for several threads. Makes its folder only when there is something to keep.
 */
public final class LogSpool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogSpool.class);

    /** How long a line may be without an end until what is there of it is shown. */
    private static final Duration UNENDED_LINE_AGE = Duration.ofSeconds(1);

    private static final long MIN_WAIT_NANOS = 100_000;

    private final SpoolFolder folder;
    private final LogLimits limits;
    private final Masker masker;
    private final InstantSource clock;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Spooled> ready = new ArrayDeque<>();
    private final ChunkWriter writer;
    private final LineSplitter noticeLines;
    private final LineSplitter stdoutLines;
    private final LineSplitter stderrLines;
    private final LogInput stdout;
    private final LogInput stderr;
    private final LogBudget budget;

    private boolean closed;

    /**
     * Opens the spool of an attempt; chunks that lie in the folder already are sent first and counted on.
     *
     * @param folder of this attempt alone
     * @throws LandfallException INTERNAL when the folder cannot be read
     */
    public static LogSpool open(Path folder, Masker masker, LogLimits limits, InstantSource clock, Ticker ticker) {
        SpoolFolder files = new SpoolFolder(folder);
        try {
            return new LogSpool(files, files.leftovers(), files.acknowledged(), masker, limits, clock, ticker);
        } catch (IOException e) {
            throw LandfallException.internal(
                    "The log spool " + folder
                            + " could not be read. Check the disk, or remove the folder to give up its " + "log.",
                    e);
        }
    }

    private LogSpool(
            SpoolFolder folder,
            List<Spooled> leftovers,
            long acknowledged,
            Masker masker,
            LogLimits limits,
            InstantSource clock,
            Ticker ticker) {
        this.folder = folder;
        this.limits = limits;
        this.masker = masker;
        this.clock = clock;
        this.ticker = ticker;
        this.ready.addAll(leftovers);
        long last = leftovers.isEmpty()
                ? acknowledged
                : leftovers.get(leftovers.size() - 1).sequence();
        this.writer = new ChunkWriter(folder, limits.chunkBytes(), last + 1, ticker, this.ready::add);
        this.budget = new LogBudget(limits.maxBytes());
        this.noticeLines = new LineSplitter(LogStream.NOTICE, this::keep);
        this.stdoutLines = new LineSplitter(LogStream.STDOUT, this::keep);
        this.stderrLines = new LineSplitter(LogStream.STDERR, this::keep);
        this.stdout = new LogInput(this, stdoutLines, masker);
        this.stderr = new LogInput(this, stderrLines, masker);
    }

    /** Where the job's standard output goes. */
    public LogInput stdout() {
        return stdout;
    }

    /** Where the job's standard error goes. */
    public LogInput stderr() {
        return stderr;
    }

    /** Adds lines of the runner's own; secrets in them are masked too. Kept even beyond the size limit. */
    public void notice(String text) {
        byte[] bytes = masker.mask(text).getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            say(bytes);
            writer.flush(nowMillis());
        } finally {
            lock.unlock();
        }
    }

    /** Makes all whole lines ready to be sent at once. */
    public void flush() {
        lock.lock();
        try {
            writer.cut(nowMillis());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more lines will come: ends the last ones and makes everything ready to be sent. */
    @Override
    public void close() {
        stdout.end();
        stderr.end();
        lock.lock();
        try {
            if (!closed) {
                budget.summary().ifPresent(text -> say(text.getBytes(StandardCharsets.UTF_8)));
                writer.close(nowMillis());
                closed = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes the log and removes its folder with whatever is in it: when all was acknowledged, or the log is given up. */
    public void remove() {
        lock.lock();
        try {
            closed = true;
            writer.abandon();
            ready.clear();
            folder.remove();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("a log spool could not be removed");
        } finally {
            lock.unlock();
        }
    }

    /** Number of the last chunk that was made ready; 0 when there is none. After {@link #close} it is the log's last. */
    public long lastSequence() {
        lock.lock();
        try {
            return writer.lastSequence();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the log is closed and all of it acknowledged. */
    boolean finished() {
        lock.lock();
        try {
            return closed && ready.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The next chunk to send, which stays until it is acknowledged; waits for one that long. */
    Optional<LogChunk> next(Duration wait) throws InterruptedException {
        long deadline = ticker.nanos() + wait.toNanos();
        lock.lock();
        try {
            cutWhatIsDue();
            long left = deadline - ticker.nanos();
            while (ready.isEmpty() && !closed && left > 0) {
                changed.await(Math.min(left, untilDueNanos()), TimeUnit.NANOSECONDS);
                cutWhatIsDue();
                left = deadline - ticker.nanos();
            }
            return Optional.ofNullable(ready.peekFirst()).map(this::load);
        } finally {
            lock.unlock();
        }
    }

    /** The chunk that {@link #next} returned is durable elsewhere. */
    void acknowledge(LogChunk chunk) {
        lock.lock();
        try {
            Spooled first = ready.peekFirst();
            if (first != null && first.sequence() == chunk.sequence()) {
                ready.removeFirst();
                if (first.memory().isEmpty()) {
                    folder.acknowledge(chunk.sequence());
                }
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("an acknowledged log chunk could not be removed");
        } finally {
            lock.unlock();
        }
    }

    long nowMillis() {
        return Math.max(0, clock.millis());
    }

    /** Whether these bytes are not kept, because the size limit is reached or the log closed. */
    boolean countedOnly(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            return closed || budget.countedOnly(bytes, offset, length);
        } finally {
            lock.unlock();
        }
    }

    /** Takes masked bytes of one stream. */
    void accept(LineSplitter lines, long epochMillis, byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            lines.accept(epochMillis, bytes, offset, length);
        } finally {
            lock.unlock();
        }
    }

    /** Puts what was accepted on disk. */
    void settle() {
        lock.lock();
        try {
            writer.flush(nowMillis());
            if (!ready.isEmpty()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void end(LineSplitter lines) {
        lock.lock();
        try {
            lines.end();
            writer.flush(nowMillis());
        } finally {
            lock.unlock();
        }
    }

    private void keep(long epochMillis, LogStream stream, Piece piece, byte[] text, int offset, int length) {
        if (writer.isEmpty()) {
            changed.signalAll();
        }
        int bytes = writer.add(epochMillis, stream, piece, text, offset, length);
        if (stream != LogStream.NOTICE && budget.spend(bytes)) {
            say(budget.notice().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void say(byte[] notice) {
        noticeLines.accept(nowMillis(), notice, 0, notice.length);
        noticeLines.end();
    }

    private void cutWhatIsDue() {
        if (untilLineDueMillis(stdoutLines) <= 0) {
            stdoutLines.flush();
        }
        if (untilLineDueMillis(stderrLines) <= 0) {
            stderrLines.flush();
        }
        writer.flush(nowMillis());
        if (untilChunkDueNanos() <= 0) {
            writer.cut(nowMillis());
        }
    }

    private long untilDueNanos() {
        long linesMillis = Math.min(untilLineDueMillis(stdoutLines), untilLineDueMillis(stderrLines));
        return Math.max(MIN_WAIT_NANOS, Math.min(untilChunkDueNanos(), TimeUnit.MILLISECONDS.toNanos(linesMillis)));
    }

    private long untilChunkDueNanos() {
        return writer.isEmpty() ? Long.MAX_VALUE : limits.chunkAge().toNanos() - (ticker.nanos() - writer.begunNanos());
    }

    private long untilLineDueMillis(LineSplitter lines) {
        return lines.hasWaiting()
                ? UNENDED_LINE_AGE.toMillis() - (nowMillis() - lines.waitingSinceMillis())
                : Long.MAX_VALUE;
    }

    private LogChunk load(Spooled chunk) {
        try {
            byte[] bytes =
                    chunk.memory().isPresent() ? chunk.memory().get() : folder.read(chunk.sequence(), chunk.length());
            return new LogChunk(chunk.sequence(), bytes);
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("a log chunk could not be read back: its lines are lost");
            Spooled replacement = Spooled.inMemory(chunk.sequence(), lostNotice(chunk));
            ready.removeFirst();
            ready.addFirst(replacement);
            return load(replacement);
        }
    }

    private byte[] lostNotice(Spooled chunk) {
        String text = nowMillis() + " n " + chunk.length()
                + " bytes of the log are missing here: the runner's disk did not give them back.\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
