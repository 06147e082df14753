package dev.landfall.runner.logs;

import dev.landfall.protocol.log.LogEncoder;
import dev.landfall.protocol.log.LogFormat;
import dev.landfall.protocol.log.LogStream;
import dev.landfall.runner.time.Ticker;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes pieces of lines into the chunk that is being filled and hands over those that are full. When the disk refuses, the job
 * goes on: what could not be written is counted, and the first bytes that can be written again say how much is missing. Not
 * safe for several threads.
 */
final class ChunkWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkWriter.class);

    private static final int BUFFER_BYTES = LogFormat.MAX_TEXT_BYTES + 32 * 1024;

    private final SpoolFolder folder;
    private final int chunkBytes;
    private final Ticker ticker;
    private final Consumer<Spooled> complete;
    private final LogEncoder encoder = new LogEncoder(BUFFER_BYTES);

    private long sequence;
    private @Nullable FileOutputStream file;
    private int writtenBytes;
    private long begunNanos;
    private int bufferedPieces;

    private long missingPieces;
    private long missingBytes;

    ChunkWriter(SpoolFolder folder, int chunkBytes, long firstSequence, Ticker ticker, Consumer<Spooled> complete) {
        this.folder = folder;
        this.chunkBytes = chunkBytes;
        this.sequence = firstSequence;
        this.ticker = ticker;
        this.complete = complete;
    }

    /** Whether the chunk that is being filled has nothing yet. */
    boolean isEmpty() {
        return length() == 0;
    }

    /** Number of the last complete chunk. */
    long lastSequence() {
        return sequence - 1;
    }

    /** When the chunk that is being filled got its first piece. */
    long begunNanos() {
        return begunNanos;
    }

    /** Adds a piece to the buffer, with room made for it where necessary. Returns its length in the log format. */
    int add(long epochMillis, LogStream stream, LogStream.Piece piece, byte[] text, int offset, int length) {
        if (!isEmpty() && length() + length + LogFormat.MAX_FRAME_BYTES > chunkBytes) {
            cut(epochMillis);
        }
        if (isEmpty()) {
            begunNanos = ticker.nanos();
        }
        int before = encoder.length();
        if (!encoder.append(epochMillis, stream, piece, text, offset, length)) {
            flush(epochMillis);
            before = 0;
            encoder.append(epochMillis, stream, piece, text, offset, length);
        }
        bufferedPieces++;
        return encoder.length() - before;
    }

    /** Writes the buffer to the chunk's file. */
    void flush(long epochMillis) {
        if (encoder.length() == 0) {
            return;
        }
        try {
            FileOutputStream out = file == null ? folder.create(sequence) : file;
            file = out;
            reportMissing(out, epochMillis);
            out.write(encoder.buffer(), 0, encoder.length());
            writtenBytes += encoder.length();
        } catch (IOException e) {
            missed(e);
        }
        encoder.clear();
        bufferedPieces = 0;
    }

    /** Completes the chunk and begins the next one. */
    void cut(long epochMillis) {
        flush(epochMillis);
        complete();
    }

    /** The last cut; what is missing even now is said in a chunk that never sees the disk. */
    void close(long epochMillis) {
        cut(epochMillis);
        if (missingBytes > 0) {
            complete.accept(Spooled.inMemory(sequence++, missingNotice(epochMillis)));
            missingBytes = 0;
        }
    }

    /** Lets go of what is there. */
    void abandon() {
        encoder.clear();
        closeFile();
        writtenBytes = 0;
    }

    private int length() {
        return writtenBytes + encoder.length();
    }

    private void reportMissing(FileOutputStream out, long epochMillis) throws IOException {
        if (missingBytes > 0) {
            byte[] notice = missingNotice(epochMillis);
            out.write(notice);
            writtenBytes += notice.length;
            missingBytes = 0;
            missingPieces = 0;
        }
    }

    private byte[] missingNotice(long epochMillis) {
        String text = missingPieces + " lines (" + missingBytes
                + " bytes) are missing here: the runner's disk did not take them. Free some space on the runner.";
        return (epochMillis + " n " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void missed(IOException cause) {
        if (missingBytes == 0) {
            LOG.atWarn().setCause(cause).log("the log spool could not be written: lines are lost");
        }
        missingBytes += encoder.length();
        missingPieces += bufferedPieces;
        if (file != null) {
            dropTornLine(file);
        }
    }

    private void dropTornLine(FileOutputStream torn) {
        try {
            torn.getChannel().truncate(writtenBytes);
        } catch (IOException e) {
            complete();
        }
    }

    private void complete() {
        closeFile();
        if (writtenBytes > 0) {
            complete.accept(Spooled.onDisk(sequence++, writtenBytes));
            writtenBytes = 0;
        }
    }

    private void closeFile() {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("a log chunk could not be closed");
            }
            file = null;
        }
    }
}
