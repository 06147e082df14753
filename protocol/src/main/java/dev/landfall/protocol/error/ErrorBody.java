package dev.landfall.protocol.error;

import java.util.List;

/**
 * The JSON body of every error reply: {@code {"kind":"NOT_FOUND","message":"…","problems":[…]}}.
 *
 * @param problems further lines, for example one per mistake in a document; empty where the message says it all
 */
public record ErrorBody(ErrorKind kind, String message, List<String> problems) {

    public ErrorBody {
        problems = problems == null ? List.of() : List.copyOf(problems);
    }

    public static ErrorBody of(LandfallException exception) {
        return new ErrorBody(exception.kind(), exception.publicMessage(), exception.problems());
    }
}
