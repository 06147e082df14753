package dev.landfall.formats.ci;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Something that a job's text stands for and that is put in when it runs. */
public sealed interface CiReference {

    /** {@code ${secret:path:key}}. */
    record Secret(String path, String key) implements CiReference {

        @Override
        public String toString() {
            return "${secret:" + path + ":" + key + "}";
        }
    }

    /** {@code ${env:NAME}}: a variable of the machine that the job is started on; laptops only. */
    record Environment(String name) implements CiReference {

        @Override
        public String toString() {
            return "${env:" + name + "}";
        }
    }

    /** Group 1 and 2: path and key of a secret; group 3: name of a variable. */
    Pattern IN_TEXT = Pattern.compile(
            "\\$\\{secret:([A-Za-z0-9/_-]{1,200}):([A-Za-z0-9_-]{1,100})}|\\$\\{env:([A-Za-z_][A-Za-z0-9_]{0,200})}");

    /** All references of a job's environment, each once, sorted by their text. */
    static List<CiReference> in(CiJob job) {
        var found = new TreeSet<CiReference>(Comparator.comparing(Object::toString));
        job.environment()
                .values()
                .forEach(value -> IN_TEXT.matcher(value)
                        .results()
                        .forEach(match -> found.add(
                                match.group(3) == null
                                        ? new Secret(match.group(1), match.group(2))
                                        : new Environment(match.group(3)))));
        return List.copyOf(found);
    }
}
