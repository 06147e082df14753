package dev.landfall.functionsaws.host;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads variables one by one and keeps what is wrong with each, so that all of it is said at once. */
final class Settings {

    private final Map<String, String> variables;
    private final List<String> problems = new ArrayList<>();

    Settings(Map<String, String> variables) {
        this.variables = variables;
    }

    List<String> problems() {
        return problems;
    }

    /** A variable that has to be set; empty where it is not. */
    String required(String name, String what) {
        var value = text(name);
        if (value.isEmpty()) {
            problems.add(name + " is not set; it is " + what + ".");
        }
        return value.orElse("");
    }

    String optional(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    int number(String name, int otherwise, int least, int most) {
        var value = text(name);
        try {
            int number = value.isEmpty() ? otherwise : Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        problems.add(name + " is '" + value.orElse("") + "'; it is a number from " + least + " to " + most + ".");
        return otherwise;
    }

    /** An address; empty where there is none. */
    Optional<URI> address(String name) {
        var value = text(name);
        try {
            return value.map(URI::create);
        } catch (IllegalArgumentException e) {
            problems.add(name + " is '" + value.orElse("") + "'; it is an address such as https://example.org.");
            return Optional.empty();
        }
    }

    /**
     * Checks a value that was set.
     *
     * @param problem what is wrong with it, empty for nothing
     */
    void check(String name, String value, Function<String, Optional<String>> problem) {
        if (!value.isEmpty()) {
            problem.apply(value).ifPresent(wrong -> problems.add(name + " " + wrong));
        }
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
