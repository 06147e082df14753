package dev.landfall.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.landfall.protocol.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OutputTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void columnsAreAlignedAndLinesEndWithTheirText() {
        output(OutputFormat.TABLE, false)
                .items(
                        json("{'items':[{'id':'a','n':1},{'id':'long id'}],'next':'c2'}"),
                        "None.",
                        List.of(Column.of("ID", "/id"), Column.of("N", "/n")));
        assertEquals("ID       N\na        1\nlong id\nThere are more: add --after c2\n", text(out));
    }

    @Test
    void statusesAreColoredOnlyWhenAsked() {
        var rows = json("{'items':[{'s':'failed'}]}");
        output(OutputFormat.TABLE, false).items(rows, "", List.of(Column.of("S", "/s")));
        assertFalse(text(out).contains("\u001b"));
        output(OutputFormat.TABLE, true).items(rows, "", List.of(Column.of("S", "/s")));
        assertEquals("S\nfailed\nS\n\u001b[31mfailed\u001b[0m\n", text(out));
    }

    @Test
    void cellsAndLinesCannotMoveTheCursor() {
        assertEquals("a?[2Jb c", Printable.cell("a\u001b[2Jb\nc"));
        assertEquals("?[2J\u001b[31mred\u001b[0m?", Printable.line("\u001b[2J\u001b[31mred\u001b[0m\r"));
        assertEquals("?]0;title?", Printable.line("\u001b]0;title\u0007"));
        assertEquals("end?", Printable.line("end\u001b"));
        assertEquals("end?[3", Printable.line("end\u001b[3"));
    }

    @Test
    void whatIsSaidBesideJsonGoesToTheErrorStream() {
        var output = output(OutputFormat.JSON, false);
        output.say("beside");
        output.done(json("{'a':1}"), "sentence");
        assertEquals("beside\n", text(err));
        assertEquals(json("{'a':1}"), Json.readTree(out.toByteArray()));
    }

    @Test
    void agesUseTheirLargestUnitAndNeverGoBelowZero() {
        assertEquals("0s", Ages.of(Duration.ofSeconds(-5)));
        assertEquals("59s", Ages.of(Duration.ofSeconds(59)));
        assertEquals("3m", Ages.of(Duration.ofSeconds(200)));
        assertEquals("47h", Ages.of(Duration.ofHours(47)));
        assertEquals("12d", Ages.of(Duration.ofDays(12)));
        var ages = new Ages(InstantSource.fixed(Instant.parse("2026-01-01T00:01:00Z")));
        assertEquals("1m", ages.since("2026-01-01T00:00:00Z"));
        assertEquals("", ages.since(""));
        assertEquals("yesterday", ages.since("yesterday"));
        assertEquals("30s", ages.span("2026-01-01T00:00:00Z", "2026-01-01T00:00:30Z"));
    }

    @Test
    void sheetLeavesOutWhatIsAbsent() {
        var reply = json("{'name':'acme','app':{'id':'app_1','name':'hello'},'list':['a','b'],'none':null}");
        output(OutputFormat.TABLE, false)
                .one(
                        reply,
                        sheet -> sheet.field("Name", reply, "/name")
                                .field("App", reply, "/app")
                                .field("List", reply, "/list")
                                .field("None", reply, "/none")
                                .field("Gone", reply, "/gone")
                                .lines("Empty", List.of()));
        assertEquals("Name          acme\nApp           hello\nList          a, b\n", text(out));
    }

    @Test
    void progressRewritesItsLineOnATerminalOnly() {
        var plain = new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), false);
        plain.waiting("…");
        plain.change("done");
        assertEquals("done\n", text(out));
        var live = new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), true);
        live.waiting("wait");
        live.change("done");
        assertEquals("wait\r\u001b[Kdone\n", text(err));
    }

    private Output output(OutputFormat format, boolean colored) {
        return new Output(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                format,
                new Ink(colored),
                InstantSource.fixed(Instant.EPOCH));
    }

    private static JsonNode json(String text) {
        return Json.readTree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
