package dev.landfall.formats.files;

import java.io.IOException;
import java.io.Serial;

/** Bytes that are not the archive they should be. Never leaves the package: readers turn it into a problem. */
final class BadArchive extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String told;

    BadArchive(String told) {
        super(told);
        this.told = told;
    }

    /** The sentence for the reader of the problem. */
    String told() {
        return told;
    }
}
