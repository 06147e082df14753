package dev.landfall.cli.stack;

import java.util.Locale;

/** How much of a stack is written. */
enum StackForm {
    /** All of it. */
    FULL,
    /** A call of the module that the vendor has published. */
    THIN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
