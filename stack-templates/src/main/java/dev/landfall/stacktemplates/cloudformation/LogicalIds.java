package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.util.HashMap;
import java.util.Map;

/** Names as CloudFormation takes them, letters and digits alone, from the vendor's. Not thread-safe. */
final class LogicalIds {

    private final Map<String, String> taken = new HashMap<>();
    private final Problems problems;

    LogicalIds(Problems problems) {
        this.problems = problems;
    }

    /** {@code smtp_password} becomes {@code SmtpPassword}; two names that become the same are a problem. */
    String of(String prefix, String name, Location at) {
        var id = new StringBuilder(prefix);
        boolean start = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' || c == '-') {
                start = true;
            } else {
                id.append(start ? Character.toUpperCase(c) : c);
                start = false;
            }
        }
        var other = taken.putIfAbsent(id.toString(), name);
        if (other != null && !other.equals(name)) {
            problems.add(
                    at,
                    "'" + name + "' and '" + other + "' have the same name in CloudFormation, " + id
                            + ", which has no '_' and '-'. Rename one.");
        }
        return id.toString();
    }
}
