package dev.landfall.formats.hcl;

import java.io.Serial;

/** The first fault of a text. Never leaves the package. */
final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int offset;
    private final String told;

    Refusal(int offset, String told) {
        super(told, null, false, false);
        this.offset = offset;
        this.told = told;
    }

    int offset() {
        return offset;
    }

    String told() {
        return told;
    }
}
