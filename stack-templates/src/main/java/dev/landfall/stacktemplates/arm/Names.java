package dev.landfall.stacktemplates.arm;

import java.util.Locale;

/** Words that both languages have. */
final class Names {

    private Names() {}

    static String of(Parameter.Kind type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
