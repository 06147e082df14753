package dev.landfall.controlplane.logs;

import dev.landfall.protocol.log.LogLine;
import dev.landfall.protocol.log.LogStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of a log.
 *
 * @param next cursor to go on from
 * @param end whether there will be no more
 */
public record LogPage(List<Line> lines, String next, boolean end) {

    /**
     * A line, or a piece of a long one.
     *
     * @param continued true when it goes on with the line before it of the same stream; else absent
     */
    public record Line(
            Instant at,
            LogStream stream,
            String text,
            @Nullable Boolean continued) {

        static Line of(LogLine line) {
            return new Line(line.time(), line.stream(), line.text(), line.continued() ? Boolean.TRUE : null);
        }
    }

    public LogPage {
        lines = List.copyOf(lines);
    }
}
