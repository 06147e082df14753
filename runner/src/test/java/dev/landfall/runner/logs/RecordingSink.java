package dev.landfall.runner.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.log.LogChunk;
import dev.landfall.protocol.log.LogLine;
import dev.landfall.protocol.log.LogStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A receiver that keeps chunks by number, insists on order, and fails as told: before or after it kept the chunk. */
final class RecordingSink implements ChunkSink {

    private final TreeMap<Long, byte[]> chunks = new TreeMap<>();
    private final Deque<LandfallException> failuresBefore = new ArrayDeque<>();
    private final Deque<LandfallException> failuresAfter = new ArrayDeque<>();
    private int sends;

    @Override
    public void send(LogChunk chunk) {
        sends++;
        throwNext(failuresBefore);
        chunk.requireWellFormed();
        byte[] known = chunks.putIfAbsent(chunk.sequence(), chunk.bytes());
        if (known == null) {
            assertEquals(chunks.size(), chunk.sequence(), "a gap in the numbers");
        } else {
            assertArrayEquals(known, chunk.bytes(), "other bytes under the same number");
        }
        throwNext(failuresAfter);
    }

    void failBefore(LandfallException failure) {
        failuresBefore.add(failure);
    }

    void loseReply() {
        failuresAfter.add(LandfallException.unavailable("the reply was lost", null));
    }

    int sends() {
        return sends;
    }

    int chunks() {
        return chunks.size();
    }

    List<LogLine> lines() {
        List<LogLine> lines = new ArrayList<>();
        chunks.forEach((number, bytes) -> new LogChunk(number, bytes).lines().forEach(lines::add));
        return lines;
    }

    /** The text of one stream, pieces joined, each line ended. */
    String text(LogStream stream) {
        StringBuilder text = new StringBuilder();
        boolean begun = false;
        for (LogLine line : lines()) {
            if (line.stream() == stream) {
                text.append(begun && !line.continued() ? "\n" : "").append(line.text());
                begun = true;
            }
        }
        return begun ? text.append('\n').toString() : "";
    }

    private static void throwNext(Deque<LandfallException> failures) {
        @Nullable LandfallException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
    }
}
