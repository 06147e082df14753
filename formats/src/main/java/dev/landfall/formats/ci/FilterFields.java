package dev.landfall.formats.ci;

import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import java.util.List;

/** Reads the parts of a definition that say what starts its job: {@code triggers} and {@code paths}. */
final class FilterFields {

    private final Problems problems;

    FilterFields(Problems problems) {
        this.problems = problems;
    }

    Triggers triggers(YamlTable file) {
        if (!file.has("triggers")) {
            problems.notice(file.at(), "The job has no 'triggers': no event starts it.");
        }
        return file.table("triggers")
                .map(table -> {
                    var triggers = new Triggers(table.texts("events"), globs(table, "branches"));
                    triggers.events().stream()
                            .filter(event -> !Triggers.EVENTS.contains(event))
                            .forEach(event -> problems.add(
                                    table.at("events"),
                                    "'" + event + "' is not an event" + Nearest.hint(event, Triggers.EVENTS)));
                    if (triggers.events().isEmpty()) {
                        table.missing(
                                "events",
                                "'triggers.events' names no event; known: " + String.join(", ", Triggers.EVENTS));
                    }
                    table.end();
                    return triggers;
                })
                .orElse(new Triggers(List.of(), List.of()));
    }

    PathFilter paths(YamlTable file) {
        return file.table("paths")
                .map(table -> {
                    var filter = new PathFilter(globs(table, "include"), globs(table, "exclude"));
                    table.end();
                    return filter;
                })
                .orElse(PathFilter.NONE);
    }

    private List<String> globs(YamlTable table, String key) {
        var globs = table.texts(key);
        for (var glob : globs) {
            if (glob.isEmpty() || glob.startsWith("/") || glob.length() > Glob.MAX_LENGTH) {
                problems.add(
                        table.at(key),
                        "'" + glob + "' is not a pattern: patterns are relative, not empty, and at most "
                                + Glob.MAX_LENGTH + " characters long.");
            }
        }
        return globs;
    }
}
