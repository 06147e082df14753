package dev.landfall.integration.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/** What happened, line by line: the last lines as text, all of them as a hash. */
final class Trace {
    /** Lines that a report shows. */
    static final int SHOWN = 40;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final InstantSource clock;
    private final Consumer<String> sink;
    private final Instant start;
    private final ArrayDeque<String> last = new ArrayDeque<>();
    private long hash = FNV_OFFSET;
    private int step;

    /** @param sink told every line */
    Trace(InstantSource clock, Consumer<String> sink) {
        this.clock = clock;
        this.sink = sink;
        this.start = clock.instant();
    }

    void step(int number) {
        step = number;
    }

    int step() {
        return step;
    }

    void line(String text) {
        var line = step + " +" + Duration.between(start, clock.instant()).toMillis() + "ms " + text;
        for (int i = 0; i < line.length(); i++) {
            hash = (hash ^ line.charAt(i)) * FNV_PRIME;
        }
        sink.accept(line);
        last.addLast(line);
        if (last.size() > SHOWN) {
            last.removeFirst();
        }
    }

    long hash() {
        return hash;
    }

    List<String> lastLines() {
        return List.copyOf(last);
    }
}
