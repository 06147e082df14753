package dev.landfall.protocol.log;

/**
 * The log format. A chunk is a sequence of
 *
 * <pre>
 * &lt;epoch milliseconds&gt; SP &lt;o|e|n|O|E|N&gt; SP &lt;text&gt; LF
 * </pre>
 *
 * where the text is what the job printed, byte by byte, with secrets masked: it may be invalid UTF-8 and may hold NULs
 * and carriage returns, but no line feed. A line longer than {@link #MAX_TEXT_BYTES}, or one whose end was long in coming,
 * is split: its further pieces carry the upper case letter.
 */
public final class LogFormat {

    /** Most bytes of text in one piece of a line. */
    public static final int MAX_TEXT_BYTES = 64 * 1024;

    /** Most bytes of a chunk: small enough for every host's request body, large enough that a fast job needs few. */
    public static final int MAX_CHUNK_BYTES = 512 * 1024;

    /** Most bytes around the text of a piece: 19 digits, two spaces, a letter, a line feed. */
    public static final int MAX_FRAME_BYTES = 19 + 4;

    static final byte LINE_FEED = '\n';
    static final byte SPACE = ' ';

    private LogFormat() {}
}
