package dev.landfall.cli.output;

import java.io.PrintStream;

/**
 * Says how long work goes. Each change is a line; on a terminal a last line that is rewritten in place says what is
 * being waited for.
 */
public final class Progress implements AutoCloseable {

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int MAX_WAITING_WIDTH = 78;

    private final PrintStream out;
    private final boolean terminal;
    private boolean waiting;

    /**
     * @param terminal whether a line can be rewritten
     */
    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Something changed. */
    public void change(String line) {
        clear();
        out.println(Printable.line(line));
    }

    /** Nothing changed; this is what is waited for. Shown on a terminal only. */
    public void waiting(String line) {
        if (terminal) {
            clear();
            out.print(Printable.line(line.length() > MAX_WAITING_WIDTH ? line.substring(0, MAX_WAITING_WIDTH) : line));
            out.flush();
            waiting = true;
        }
    }

    /** Removes the line that is rewritten, before somebody else prints. */
    public void clear() {
        if (waiting) {
            out.print(CLEAR_LINE);
            waiting = false;
        }
    }

    @Override
    public void close() {
        clear();
        out.flush();
    }
}
