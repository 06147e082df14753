package dev.landfall.runner.process;

import dev.landfall.runner.time.Ticker;
import java.time.Duration;
import java.util.List;

/** Both output streams of a process, and when to stop waiting for their ends. */
final class Outputs {

    /** With all writers gone a stream ends at once; this much silence means that somebody unknown holds it open. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    /** However much is still printed by somebody who could not be killed. */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(30);

    private final OutputPump stdout;
    private final OutputPump stderr;
    private final Ticker ticker;
    private final List<String> pipes;

    Outputs(OutputPump stdout, OutputPump stderr, Ticker ticker, List<String> pipes) {
        this.stdout = stdout;
        this.stderr = stderr;
        this.ticker = ticker;
        this.pipes = pipes;
    }

    /** Names of the pipes as the system shows them; empty where it does not. */
    List<String> pipes() {
        return pipes;
    }

    /** Waits for both ends while bytes still come; false when they did not. */
    boolean drain() throws InterruptedException {
        long start = ticker.nanos();
        long before = -1;
        while (before != passedBytes() && ticker.nanos() - start < LONGEST_DRAIN.toNanos()) {
            before = passedBytes();
            if (stdout.awaitEnd(SILENCE.toNanos()) && stderr.awaitEnd(SILENCE.toNanos())) {
                return true;
            }
        }
        return false;
    }

    void cutOff() {
        stdout.cutOff();
        stderr.cutOff();
    }

    private long passedBytes() {
        return stdout.passedBytes() + stderr.passedBytes();
    }
}
