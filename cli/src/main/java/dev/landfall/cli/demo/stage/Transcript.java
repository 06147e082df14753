package dev.landfall.cli.demo.stage;

import dev.landfall.cli.output.Ink;
import dev.landfall.cli.output.Printable;
import java.io.PrintStream;
import java.util.List;

/** What the audience reads: headings, what is done, the command that does the same, what came out, what was checked. */
public final class Transcript {

    /** Lines of one output that are shown. */
    private static final int MAX_LINES = 24;

    private final PrintStream out;
    private final Ink ink;
    private int steps;

    public Transcript(PrintStream out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    public void step(String title) {
        steps++;
        out.println();
        out.println(ink.bold(steps + ". " + title));
    }

    public void say(String sentence) {
        out.println("   " + Printable.line(sentence));
    }

    /** The command line that does what the step does. */
    public void command(String command) {
        out.println("   " + ink.faint("$") + " " + ink.notable("landfall " + command));
    }

    /** A command of another program. */
    public void shell(String command) {
        out.println("   " + ink.faint("$") + " " + ink.notable(command));
    }

    public void output(List<String> lines) {
        lines.stream().limit(MAX_LINES).forEach(line -> out.println("     " + Printable.line(line)));
        if (lines.size() > MAX_LINES) {
            out.println("     " + ink.faint("… " + (lines.size() - MAX_LINES) + " more lines"));
        }
        out.flush();
    }

    public void output(String line) {
        output(List.of(line));
    }

    /**
     * Says whether something holds.
     *
     * @param claim what should be so
     * @param seen what is, shown when it does not hold
     * @throws CheckFailed when it does not
     */
    public void check(String claim, boolean holds, String seen) {
        out.println("   " + (holds ? ink.good("✓") : ink.bad("✗")) + " " + Printable.line(claim));
        if (!holds) {
            throw new CheckFailed(claim + ": " + seen);
        }
    }

    public void failure(String reason) {
        out.println("   " + ink.bad("✗ " + Printable.line(reason)));
    }

    public Ink ink() {
        return ink;
    }

    public PrintStream out() {
        return out;
    }
}
