package dev.landfall.protocol.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.log.LogStream.Piece;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LogFormatTest {

    private static final long NOON = Instant.parse("2026-01-01T12:00:00.123Z").toEpochMilli();

    private final LogEncoder encoder = new LogEncoder(LogFormat.MAX_CHUNK_BYTES);

    @Test
    void aChunkIsPlainLines() {
        append(LogStream.STDOUT, Piece.START, "out");
        append(LogStream.STDERR, Piece.START, "");
        append(LogStream.STDERR, Piece.CONTINUATION, "more");
        append(LogStream.NOTICE, Piece.START, "phase execute");
        assertEquals(
                "1767268800123 o out\n1767268800123 e \n1767268800123 E more\n1767268800123 n phase execute\n",
                new String(encoder.toBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void linesAreReadAsTheyWereWritten() {
        append(LogStream.STDOUT, Piece.START, "a\0b\r");
        append(LogStream.STDOUT, Piece.CONTINUATION, " o c");
        Instant time = Instant.ofEpochMilli(NOON);
        assertEquals(
                List.of(
                        new LogLine(time, LogStream.STDOUT, "a\0b\r", false),
                        new LogLine(time, LogStream.STDOUT, " o c", true)),
                read(encoder.toBytes()));
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedForReadersAndKeptInTheChunk() {
        byte[] odd = {'x', (byte) 0xff, (byte) 0xc3, 'y'};
        encoder.append(NOON, LogStream.STDOUT, Piece.START, odd, 0, odd.length);
        assertEquals("x\uFFFD\uFFFDy", read(encoder.toBytes()).get(0).text());
        LogCursor cursor = new LogCursor(encoder.toBytes());
        assertTrue(cursor.advance());
        byte[] kept = Arrays.copyOfRange(encoder.toBytes(), cursor.textStart(), cursor.textEnd());
        assertArrayEquals(odd, kept);
    }

    @Test
    void aPieceThatDoesNotFitIsNotWrittenAtAll() {
        byte[] text = new byte[LogFormat.MAX_TEXT_BYTES];
        LogEncoder small = new LogEncoder(LogFormat.MAX_TEXT_BYTES + LogFormat.MAX_FRAME_BYTES);
        assertTrue(small.append(NOON, LogStream.STDOUT, Piece.START, text, 0, text.length));
        int length = small.length();
        assertFalse(small.append(NOON, LogStream.STDOUT, Piece.START, text, 0, 100));
        assertEquals(length, small.length());
        small.clear();
        assertTrue(small.append(NOON, LogStream.STDOUT, Piece.START, text, 0, 100));
    }

    @Test
    void aLineOfTheGreatestLengthIsRead() {
        append(LogStream.STDOUT, Piece.START, "x".repeat(LogFormat.MAX_TEXT_BYTES));
        assertEquals(
                LogFormat.MAX_TEXT_BYTES, read(encoder.toBytes()).get(0).text().length());
    }

    @Test
    void bytesInAnotherFormatAreRefusedWithTheirPlace() {
        for (String bad : List.of(
                "hello\n",
                "1 x text\n",
                "1o text\n",
                "1 o\n",
                "1 o text",
                "99999999999999999999 o text\n",
                "-1 o text\n",
                "\n",
                "1 o " + "x".repeat(LogFormat.MAX_TEXT_BYTES + 1) + "\n",
                "1 o good\nbad\n")) {
            LandfallException refusal =
                    assertThrows(LandfallException.class, () -> read(bad.getBytes(StandardCharsets.UTF_8)), bad);
            assertEquals(ErrorKind.INVALID, refusal.kind());
            assertTrue(refusal.publicMessage().contains("at byte "), refusal.publicMessage());
        }
    }

    @Property
    void readingNeverFailsOtherwise(@ForAll @Size(max = 60) byte[] bytes) {
        try {
            read(bytes);
        } catch (LandfallException e) {
            assertEquals(ErrorKind.INVALID, e.kind());
        }
    }

    @Test
    void chunksAreCheckedAtTheDoor() {
        byte[] line = "1 o x\n".getBytes(StandardCharsets.UTF_8);
        new LogChunk(1, line).requireWellFormed();
        assertEquals(ErrorKind.INVALID, refusal(0, line));
        assertEquals(ErrorKind.INVALID, refusal(1, new byte[0]));
        assertEquals(ErrorKind.INVALID, refusal(1, "1 o torn".getBytes(StandardCharsets.UTF_8)));
        assertEquals(ErrorKind.LIMIT, refusal(1, new byte[LogFormat.MAX_CHUNK_BYTES + 1]));
        LogChunk odd = new LogChunk(1, "odd\n".getBytes(StandardCharsets.UTF_8));
        assertThrows(LandfallException.class, odd::requireWellFormed);
    }

    @Test
    void theIteratorEnds() {
        var lines = new LogLines("1 o x\n".getBytes(StandardCharsets.UTF_8)).iterator();
        assertEquals("x", lines.next().text());
        assertFalse(lines.hasNext());
        assertThrows(NoSuchElementException.class, lines::next);
    }

    private static ErrorKind refusal(long sequence, byte[] bytes) {
        return assertThrows(LandfallException.class, () -> new LogChunk(sequence, bytes))
                .kind();
    }

    private void append(LogStream stream, Piece piece, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertTrue(encoder.append(NOON, stream, piece, bytes, 0, bytes.length));
    }

    private static List<LogLine> read(byte[] bytes) {
        List<LogLine> lines = new ArrayList<>();
        new LogLines(bytes).forEach(lines::add);
        return lines;
    }
}
