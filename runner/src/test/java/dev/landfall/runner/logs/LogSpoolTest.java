package dev.landfall.runner.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.log.LogFormat;
import dev.landfall.protocol.log.LogLine;
import dev.landfall.protocol.log.LogStream;
import dev.landfall.runner.mask.Masker;
import dev.landfall.runner.time.ManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSpoolTest {

    private static final LogLimits SMALL_CHUNKS = new LogLimits(1 << 20, 200, Duration.ofMillis(200));

    private final ManualTime time = new ManualTime();
    private final Masker masker = new Masker();
    private final RecordingSink sink = new RecordingSink();

    @TempDir
    private Path temporary;

    @Test
    void linesOfBothStreamsArriveWithTheTimeAtWhichTheyCame() throws Exception {
        LogSpool spool = open(LogLimits.DEFAULTS);
        write(spool.stdout(), "one\n");
        time.pass(Duration.ofMillis(50));
        write(spool.stderr(), "two\n");
        spool.close();
        assertEquals(ShipOutcome.FINISHED, ship(spool));
        assertEquals(
                List.of(
                        new LogLine(ManualTime.START, LogStream.STDOUT, "one", false),
                        new LogLine(ManualTime.START.plusMillis(50), LogStream.STDERR, "two", false)),
                sink.lines());
    }

    @Test
    void aLineHasTheTimeOfItsFirstByte() throws Exception {
        LogSpool spool = open(LogLimits.DEFAULTS);
        write(spool.stdout(), "be");
        time.pass(Duration.ofMillis(500));
        write(spool.stdout(), "gun\n");
        spool.close();
        ship(spool);
        assertEquals(List.of(new LogLine(ManualTime.START, LogStream.STDOUT, "begun", false)), sink.lines());
    }

    @Test
    void secretsAreMaskedBeforeTheyReachTheDisk() throws Exception {
        masker.add("token", "s3cr3t-token");
        LogSpool spool = open(LogLimits.DEFAULTS);
        write(spool.stdout(), "a s3cr3t-");
        write(spool.stdout(), "token\nend\n");
        spool.notice("uses s3cr3t-token");
        String onDisk = Files.readString(folder().resolve("1.chunk"));
        assertFalse(onDisk.contains("s3cr3t"), onDisk);
        spool.close();
        ship(spool);
        assertEquals("a ***\nend\n", sink.text(LogStream.STDOUT));
        assertEquals("uses ***\n", sink.text(LogStream.NOTICE));
    }

    @Test
    void aChunkIsCutByItsAge() throws Exception {
        LogSpool spool = open(LogLimits.DEFAULTS);
        LogShipper shipper = shipper(spool);
        write(spool.stdout(), "one\n");
        assertEquals(ShipOutcome.IDLE, shipper.once(Duration.ZERO));
        time.pass(Duration.ofMillis(200));
        assertEquals(ShipOutcome.SENT, shipper.once(Duration.ZERO));
        assertEquals("one\n", sink.text(LogStream.STDOUT));
        assertEquals(ShipOutcome.IDLE, shipper.once(Duration.ZERO));
    }

    @Test
    void aChunkIsCutByItsSize() throws Exception {
        LogSpool spool = open(SMALL_CHUNKS);
        for (int i = 0; i < 100; i++) {
            write(spool.stdout(), "line number " + i + "\n");
        }
        spool.close();
        ship(spool);
        assertTrue(sink.chunks() > 10, () -> "chunks: " + sink.chunks());
        assertEquals(100, sink.lines().size());
    }

    @Test
    void aLineWithoutAnEndIsShownAfterASecondAndGoesOnInPieces() throws Exception {
        LogSpool spool = open(LogLimits.DEFAULTS);
        LogShipper shipper = shipper(spool);
        write(spool.stdout(), "wait");
        time.pass(Duration.ofMillis(999));
        assertEquals(ShipOutcome.IDLE, shipper.once(Duration.ZERO));
        time.pass(Duration.ofMillis(1));
        shipper.once(Duration.ZERO);
        time.pass(Duration.ofMillis(200));
        assertEquals(ShipOutcome.SENT, shipper.once(Duration.ZERO));
        assertEquals("wait\n", sink.text(LogStream.STDOUT));
        write(spool.stdout(), "ing\nnext\n");
        spool.close();
        ship(spool);
        assertEquals("waiting\nnext\n", sink.text(LogStream.STDOUT));
    }

    @Test
    void aLineLongerThanAPieceIsSplit() throws Exception {
        LogSpool spool = open(LogLimits.DEFAULTS);
        String endless = "x".repeat(3 * LogFormat.MAX_TEXT_BYTES + 5);
        write(spool.stdout(), endless + "\nnext\n" + endless.substring(0, LogFormat.MAX_TEXT_BYTES) + "\n");
        spool.close();
        ship(spool);
        assertEquals(
                endless + "\nnext\n" + endless.substring(0, LogFormat.MAX_TEXT_BYTES) + "\n",
                sink.text(LogStream.STDOUT));
        assertEquals(
                List.of(false, true, true, true, false, false),
                sink.lines().stream().map(LogLine::continued).toList());
    }

    @Property(tries = 200)
    void anyBytesInAnyPiecesArriveAsTheyWere(@ForAll @Size(max = 400) byte[] bytes, @ForAll long cuts)
            throws Exception {
        Path own = Files.createTempDirectory("spool");
        RecordingSink receiver = new RecordingSink();
        LogSpool spool = LogSpool.open(own.resolve("log"), masker, SMALL_CHUNKS, time, time);
        Random random = new Random(cuts);
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(50));
            spool.stdout().write(bytes, at, length);
            time.pass(Duration.ofMillis(random.nextInt(900)));
            at += length;
        }
        spool.close();
        assertEquals(ShipOutcome.FINISHED, ship(spool, receiver));
        String text = new String(bytes, StandardCharsets.UTF_8);
        String expected = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        assertEquals(expected, receiver.text(LogStream.STDOUT));
        spool.remove();
        Files.delete(own);
    }

    @Test
    void anOutageNeitherLosesNorDoublesALine() throws Exception {
        LogSpool spool = open(SMALL_CHUNKS);
        LogShipper shipper = shipper(spool);
        for (int i = 0; i < 50; i++) {
            sink.failBefore(LandfallException.unavailable("no route to host", null));
        }
        sink.loseReply();
        for (int second = 0; second < 600; second++) {
            write(spool.stdout(), "second " + second + "\n");
            shipper.once(Duration.ZERO);
            time.pass(Duration.ofSeconds(1));
        }
        spool.close();
        while (shipper.once(Duration.ZERO) != ShipOutcome.FINISHED) {
            time.pass(Duration.ofSeconds(1));
        }
        assertEquals(
                IntStream.range(0, 600).mapToObj(second -> "second " + second).toList(),
                sink.lines().stream().map(LogLine::text).toList());
    }

    @Test
    void whileTheReceiverIsAwayItIsNotAskedAllTheTime() throws Exception {
        LogSpool spool = open(LogLimits.DEFAULTS);
        for (int i = 0; i < 1000; i++) {
            sink.failBefore(LandfallException.unavailable("no route to host", null));
        }
        write(spool.stdout(), "one\n");
        spool.close();
        LogShipper shipper = shipper(spool);
        for (int i = 0; i < 600; i++) {
            assertEquals(ShipOutcome.RETRY_LATER, shipper.once(Duration.ZERO));
            time.pass(Duration.ofMillis(100));
        }
        assertTrue(sink.sends() < 25, () -> "sent " + sink.sends() + " times in a minute");
        assertTrue(sink.sends() > 10, () -> "sent " + sink.sends() + " times in a minute");
    }

    @Test
    void aRunnerThatDiedGoesOnWhereItWas() throws Exception {
        LogSpool first = open(SMALL_CHUNKS);
        for (int i = 0; i < 30; i++) {
            write(first.stdout(), "line " + i + "\n");
        }
        LogShipper shipper = shipper(first);
        assertEquals(ShipOutcome.SENT, shipper.once(Duration.ZERO));
        sink.loseReply();
        assertEquals(ShipOutcome.RETRY_LATER, shipper.once(Duration.ZERO));
        Files.writeString(
                lastChunk(), Files.readString(lastChunk()) + "1767225600000 o torn in the mi", StandardCharsets.UTF_8);

        LogSpool second = open(SMALL_CHUNKS);
        write(second.stdout(), "after the restart\n");
        second.close();
        assertEquals(ShipOutcome.FINISHED, ship(second));
        List<String> texts = sink.lines().stream().map(LogLine::text).toList();
        assertEquals(IntStream.range(0, 30).mapToObj(i -> "line " + i).toList(), texts.subList(0, 30));
        assertEquals(List.of("after the restart"), texts.subList(30, texts.size()));
    }

    @Test
    void numbersGoOnAfterARestartEvenWhenAllWasAcknowledged() throws Exception {
        LogSpool first = open(LogLimits.DEFAULTS);
        write(first.stdout(), "one\n");
        first.flush();
        assertEquals(ShipOutcome.SENT, shipper(first).once(Duration.ZERO));
        LogSpool second = open(LogLimits.DEFAULTS);
        write(second.stdout(), "two\n");
        second.close();
        ship(second);
        assertEquals(2, sink.chunks());
        second.remove();
        assertFalse(Files.exists(folder()));
    }

    @Test
    void aReceiverThatRefusesEndsTheLog() throws Exception {
        LogSpool spool = open(LogLimits.DEFAULTS);
        LogShipper shipper = shipper(spool);
        write(spool.stdout(), "one\n");
        spool.flush();
        sink.failBefore(LandfallException.conflict("stale fence"));
        assertEquals(ShipOutcome.REFUSED, shipper.once(Duration.ZERO));
        write(spool.stdout(), "two\n");
        spool.flush();
        assertEquals(ShipOutcome.REFUSED, shipper.once(Duration.ZERO));
        assertEquals(1, sink.sends());
        assertFalse(Files.exists(folder()));
    }

    @Test
    void whatIsBeyondTheLimitIsCountedAndSaid() throws Exception {
        LogSpool spool = open(new LogLimits(1000, 500, Duration.ofMillis(200)));
        for (int i = 0; i < 1000; i++) {
            write(spool.stdout(), "ten bytes\n");
        }
        spool.notice("still said");
        spool.close();
        ship(spool);
        long kept = sink.lines().stream()
                .filter(line -> line.stream() == LogStream.STDOUT)
                .count();
        assertTrue(kept > 30 && kept < 50, "kept " + kept);
        String notices = sink.text(LogStream.NOTICE);
        assertTrue(notices.contains("reached its limit of 1000 bytes"), notices);
        assertTrue(notices.contains("still said"), notices);
        assertTrue(notices.contains((1000 - kept) * 10 + " bytes in " + (1000 - kept) + " lines"), notices);
    }

    @Test
    void aDiskThatRefusesDoesNotStopTheJobAndTheLogSaysWhatIsMissing() throws Exception {
        Path inTheWay = Files.createFile(folder());
        LogSpool spool = open(LogLimits.DEFAULTS);
        write(spool.stdout(), "lost 1\nlost 2\n");
        write(spool.stderr(), "lost 3\n");
        Files.delete(inTheWay);
        write(spool.stdout(), "kept\n");
        spool.close();
        assertEquals(ShipOutcome.FINISHED, ship(spool));
        List<LogLine> lines = sink.lines();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).text().startsWith("3 lines ("), lines.get(0).text());
        assertEquals("kept", lines.get(1).text());
    }

    @Test
    void aDiskThatRefusesToTheEndIsSaidAllTheSame() throws Exception {
        Files.createFile(folder());
        LogSpool spool = open(LogLimits.DEFAULTS);
        write(spool.stdout(), "lost\n");
        spool.close();
        assertEquals(ShipOutcome.FINISHED, ship(spool));
        assertTrue(sink.text(LogStream.NOTICE).startsWith("1 lines ("), sink.text(LogStream.NOTICE));
    }

    @Test
    void aJobThatPrintsNothingLeavesNothingOnDisk() throws Exception {
        LogSpool spool = open(LogLimits.DEFAULTS);
        spool.close();
        assertEquals(ShipOutcome.FINISHED, ship(spool));
        assertFalse(Files.exists(folder()));
    }

    @Test
    void theEndOfAProgramEndsItsLine() throws Exception {
        LogSpool spool = open(LogLimits.DEFAULTS);
        write(spool.stdout(), "first program");
        spool.stdout().end();
        write(spool.stdout(), "second program");
        spool.close();
        ship(spool);
        assertEquals("first program\nsecond program\n", sink.text(LogStream.STDOUT));
    }

    private LogSpool open(LogLimits limits) {
        return LogSpool.open(folder(), masker, limits, time, time);
    }

    private LogShipper shipper(LogSpool spool) {
        return new LogShipper(spool, sink, time, new Random(1));
    }

    private ShipOutcome ship(LogSpool spool) throws InterruptedException {
        return ship(spool, sink);
    }

    private ShipOutcome ship(LogSpool spool, RecordingSink receiver) throws InterruptedException {
        LogShipper shipper = new LogShipper(spool, receiver, time, new Random(1));
        ShipOutcome outcome = shipper.once(Duration.ZERO);
        for (int step = 0; step < 10_000 && outcome != ShipOutcome.FINISHED; step++) {
            time.pass(Duration.ofMillis(100));
            outcome = shipper.once(Duration.ZERO);
        }
        return outcome;
    }

    private Path folder() {
        return temporary.resolve("spool");
    }

    private Path lastChunk() {
        try (var files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".chunk"))
                    .max((one, other) -> Long.compare(numberOf(one), numberOf(other)))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long numberOf(Path file) {
        return Long.parseLong(file.getFileName().toString().replace(".chunk", ""));
    }

    private static void write(LogInput input, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        input.write(bytes, 0, bytes.length);
    }
}
