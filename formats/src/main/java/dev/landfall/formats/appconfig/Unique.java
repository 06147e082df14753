package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.util.HashMap;
import java.util.Map;

/** Sees to it that a name is given once. */
final class Unique {

    private final String what;
    private final Problems problems;
    private final Map<String, Location> places = new HashMap<>();

    Unique(String what, Problems problems) {
        this.what = what;
        this.problems = problems;
    }

    /** Whether the name is new; a second use is a problem. A name that is missing was told already. */
    boolean add(String name, Location at) {
        var other = places.putIfAbsent(name, at);
        if (other != null && !name.isEmpty()) {
            problems.add(
                    at, "The " + what + " '" + name + "' is already defined at " + other + "; give it another name.");
        }
        return other == null;
    }
}
