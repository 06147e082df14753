package dev.landfall.runner.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.job.Command;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class CapturedOutputTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void whatIsAlsoLoggedKeepsItsEnd() {
        var output = new CapturedOutput(Command.Output.LOG_AND_CAPTURE, log, 10);
        var all = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            all.append(i);
            write(output, Integer.toString(i));
        }
        assertEquals(all.substring(all.length() - 10), output.text("tool"));
        assertEquals(all.toString(), log.toString(UTF_8));
    }

    @Test
    void aLongPieceAtOnceKeepsItsEndAsWell() {
        var output = new CapturedOutput(Command.Output.LOG_AND_CAPTURE, log, 3);
        write(output, "x".repeat(100) + "abc");
        assertEquals("abc", output.text("tool"));
    }

    @Test
    void whatIsOnlyCapturedIsWholeOrRefused() {
        var output = new CapturedOutput(Command.Output.CAPTURE, log, 5);
        write(output, "12345");
        assertEquals("12345", output.text("tool"));
        write(output, "6");
        assertThrows(LandfallException.class, () -> output.text("tool"));
    }

    private static void write(CapturedOutput output, String text) {
        var bytes = text.getBytes(UTF_8);
        output.write(bytes, 0, bytes.length);
    }
}
