package dev.landfall.cli.invocation;

import dev.landfall.cli.settings.Surroundings;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads from the standard input: secrets without echo on a terminal, whole from a pipe; answers to questions. */
public final class Typed {

    /** Largest secret that is read, in bytes. */
    private static final int MAX_BYTES = 256 << 10;

    private final Surroundings surroundings;

    Typed(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * A secret: typed without echo, or the whole piped input without its last line end.
     *
     * @throws LandfallException INVALID when nothing came, LIMIT when it is too large
     */
    public String secret(String what) {
        var text = surroundings.typedIn() ? typedSecret(what) : piped();
        if (text.isEmpty()) {
            throw LandfallException.invalid("No " + what + " came on the standard input: pipe it in or type it.");
        }
        return text;
    }

    /** Whether the person says yes. Without a person, no. */
    public boolean agrees(String question) {
        if (!surroundings.typedIn()) {
            return false;
        }
        surroundings.out().print(question + " [y/N] ");
        surroundings.out().flush();
        return line().strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** Waits for Enter, where a person is there to press it. */
    public void enter(String prompt) {
        if (surroundings.typedIn()) {
            surroundings.out().print(prompt);
            surroundings.out().flush();
            line();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // Java 21 has none when only the input is a terminal
    private String typedSecret(String what) {
        var console = System.console();
        if (console == null) {
            throw LandfallException.invalid(
                    "This terminal cannot read the " + what + " without showing it: pipe it in instead.");
        }
        var typed = console.readPassword("%s: ", what);
        return typed == null ? "" : new String(typed).strip();
    }

    private String line() {
        try {
            var line = new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private String piped() {
        try {
            var bytes = surroundings.in().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw LandfallException.limit("The standard input is larger than " + MAX_BYTES + " bytes.");
            }
            return withoutLineEnd(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static String withoutLineEnd(String text) {
        var end = text.endsWith("\n") ? text.length() - 1 : text.length();
        return text.substring(0, end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    private static LandfallException unreadable(IOException e) {
        return new LandfallException(ErrorKind.INVALID, "The standard input could not be read.", e);
    }
}
