package dev.landfall.cli.source;

import java.io.Serial;

/** Why an address could not be fetched, and what to do: the rest of a sentence that names it. Told, never thrown on. */
final class FetchFailure extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    FetchFailure(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
