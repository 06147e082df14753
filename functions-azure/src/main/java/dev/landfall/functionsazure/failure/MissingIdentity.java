package dev.landfall.functionsazure.failure;

import org.jspecify.annotations.Nullable;

/** What Azure itself said about an identity that gave no token: the message of the innermost cause, in one short line. */
final class MissingIdentity {

    private static final int MAX_DEPTH = 10;
    private static final int MAX_CHARACTERS = 200;

    private MissingIdentity() {}

    static String reason(Throwable e) {
        var reason = "";
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            reason = firstLine(cause.getMessage(), reason);
            cause = cause.getCause();
        }
        return reason;
    }

    private static String firstLine(@Nullable String message, String otherwise) {
        if (message == null || message.isBlank()) {
            return otherwise;
        }
        var line = message.strip().lines().findFirst().orElse(otherwise);
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS);
    }
}
