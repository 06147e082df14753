package dev.landfall.formats.appconfig;

import java.util.SortedMap;
import java.util.regex.Pattern;

/** The form of the names that templates, files and Terraform workspaces are made of. */
final class Names {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,200}");

    private Names() {}

    /** The required {@code name} of a section, checked; empty text after a problem. */
    static String of(Section section) {
        return checked(section, "name", section.requiredText("name"));
    }

    static String checked(Section section, String key, String name) {
        if (!name.isBlank() && !NAME.matcher(name).matches()) {
            section.problem(
                    key,
                    "'" + name
                            + "' is not a name: use up to 63 letters, digits, '-' and '_', beginning with a letter or digit.");
        }
        return name;
    }

    /** Checks the keys of an environment. */
    static SortedMap<String, ConfigValue> environment(Section section) {
        var environment = section.templates("env_vars");
        environment.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                section.problemAt(value.at(), "'" + name + "' is not a name of an environment variable.");
            }
        });
        return environment;
    }
}
