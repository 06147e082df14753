package dev.landfall.protocol.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller did not ask for. The message is public: it says what was tried, why it failed and what to do, and
 * holds no secret. Whatever only an operator should see belongs into the cause.
 */
public final class LandfallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final transient List<String> problems;

    public LandfallException(ErrorKind kind, String message) {
        this(kind, message, null);
    }

    public LandfallException(ErrorKind kind, String message, @Nullable Throwable cause) {
        this(kind, message, List.of(), cause);
    }

    /**
     * @param problems one line per mistake, where there are several; public like the message
     */
    public LandfallException(ErrorKind kind, String message, List<String> problems, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.problems = List.copyOf(problems);
    }

    public ErrorKind kind() {
        return kind;
    }

    /** The public message; never null. */
    public String publicMessage() {
        return String.valueOf(getMessage());
    }

    /** One line per mistake; empty where the message says it all. */
    public List<String> problems() {
        return problems;
    }

    public static LandfallException invalid(String message) {
        return new LandfallException(ErrorKind.INVALID, message);
    }

    /** Several mistakes in one document or request. */
    public static LandfallException invalid(String message, List<String> problems) {
        return new LandfallException(ErrorKind.INVALID, message, problems, null);
    }

    public static LandfallException unauthenticated(String message) {
        return new LandfallException(ErrorKind.UNAUTHENTICATED, message);
    }

    public static LandfallException forbidden(String message) {
        return new LandfallException(ErrorKind.FORBIDDEN, message);
    }

    public static LandfallException notFound(String message) {
        return new LandfallException(ErrorKind.NOT_FOUND, message);
    }

    public static LandfallException conflict(String message) {
        return new LandfallException(ErrorKind.CONFLICT, message);
    }

    public static LandfallException limit(String message) {
        return new LandfallException(ErrorKind.LIMIT, message);
    }

    public static LandfallException unavailable(String message, @Nullable Throwable cause) {
        return new LandfallException(ErrorKind.UNAVAILABLE, message, cause);
    }

    public static LandfallException internal(String message, @Nullable Throwable cause) {
        return new LandfallException(ErrorKind.INTERNAL, message, cause);
    }
}
