package dev.landfall.protocol.error;

import java.util.Arrays;

/**
 * Why something could not be done. The kind alone decides HTTP status, whether a retry helps and the exit code of the
 * command line; this is that table.
 *
 * <pre>
 * kind             status  retry  exit
 * INVALID          400     no     2
 * UNAUTHENTICATED  401     no     3
 * FORBIDDEN        403     no     4
 * NOT_FOUND        404     no     5
 * CONFLICT         409     no     6
 * LIMIT            413     no     7
 * UNAVAILABLE      503     yes    8
 * INTERNAL         500     no     9
 * </pre>
 */
public enum ErrorKind {
    /** The request or document is wrong in itself; the same one will never work. */
    INVALID(400, false, 2),
    /** No proof of who is asking, or a proof that does not hold. */
    UNAUTHENTICATED(401, false, 3),
    /** The asker is known and may not do this. */
    FORBIDDEN(403, false, 4),
    /** The named thing does not exist, or not for this asker. */
    NOT_FOUND(404, false, 5),
    /** The thing is not in the state that the request needs: a stale version, a stale fencing number, a name in use. */
    CONFLICT(409, false, 6),
    /** A named limit was exceeded. */
    LIMIT(413, false, 7),
    /** It could not be done now; the same request may work later. */
    UNAVAILABLE(503, true, 8),
    /** A defect of Landfall, or damage that it cannot repair. */
    INTERNAL(500, false, 9);

    private final int httpStatus;
    private final boolean retryable;
    private final int exitCode;

    ErrorKind(int httpStatus, boolean retryable, int exitCode) {
        this.httpStatus = httpStatus;
        this.retryable = retryable;
        this.exitCode = exitCode;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the same request, sent again later, may succeed. */
    public boolean retryable() {
        return retryable;
    }

    /** Exit code of a command that ends with this kind; 0 is success and 1 a failed job or check. */
    public int exitCode() {
        return exitCode;
    }

    /** The kind that a peer's HTTP status means; statuses that Landfall never sends map to the nearest one. */
    public static ErrorKind fromHttpStatus(int status) {
        return Arrays.stream(values())
                .filter(kind -> kind.httpStatus == status)
                .findFirst()
                .orElseGet(() -> nearest(status));
    }

    private static ErrorKind nearest(int status) {
        if (status == 429 || status == 502 || status == 504) {
            return UNAVAILABLE;
        }
        return status >= 400 && status < 500 ? INVALID : INTERNAL;
    }
}
