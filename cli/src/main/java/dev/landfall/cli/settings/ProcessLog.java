package dev.landfall.cli.settings;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of a long-running process: one line per entry on the error stream, time first. {@code LANDFALL_LOG_LEVEL}
 * chooses {@code error}, {@code warn}, {@code info} (default) or {@code debug}.
 */
public final class ProcessLog {

    private static final String FORMAT = "java.util.logging.SimpleFormatter.format";
    private static final List<String> NAMES = List.of("error", "warn", "info", "debug");
    private static final List<Level> LEVELS = List.of(Level.SEVERE, Level.WARNING, Level.INFO, Level.FINE);

    /** Kept, because the logging of the JDK forgets the level of a logger that nobody holds. */
    private static @Nullable Logger root;

    private ProcessLog() {}

    /** Errors alone, for a process whose output is for an audience. */
    public static synchronized void quiet() {
        root = Logger.getLogger("");
        root.setLevel(Level.SEVERE);
    }

    /** Turns it on; before the first entry is written. */
    public static synchronized void start(Surroundings surroundings) {
        if (System.getProperty(FORMAT) == null) {
            System.setProperty(FORMAT, "%1$tFT%1$tT.%1$tL %4$-7s %3$s %5$s%6$s%n");
        }
        var level =
                surroundings.variable("LANDFALL_LOG_LEVEL").map(NAMES::indexOf).filter(at -> at >= 0);
        root = Logger.getLogger("");
        root.setLevel(LEVELS.get(level.orElse(2)));
        Arrays.stream(root.getHandlers()).forEach(handler -> handler.setLevel(Level.ALL));
        Logger.getLogger("jdk").setLevel(Level.WARNING);
    }
}
