package dev.landfall.formats.problem;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came out of reading a text: a value, or all that is wrong with the text; never both. */
public sealed interface Reading<T> {

    /** A list of problems is shown up to this length; the rest is counted. */
    int MAX_REPORTED = 200;

    /** What the writer should know and what stopped nothing. */
    List<Notice> notices();

    /** Sorted by file, line and column; empty when there is a value. At most {@value #MAX_REPORTED}. */
    List<Problem> problems();

    /** Present when nothing was wrong. */
    Optional<T> value();

    /** One line per problem, and a last line with the count of those left out. Empty text when there is a value. */
    String report();

    /**
     * The value, for callers that know the text is good (it was read before).
     *
     * @throws IllegalStateException with the report when it is not
     */
    default T orElseThrow() {
        return value().orElseThrow(() -> new IllegalStateException(report()));
    }

    /** The text was good. */
    record Read<T>(T result, List<Notice> notices) implements Reading<T> {

        public Read {
            notices = List.copyOf(notices);
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }

        @Override
        public Optional<T> value() {
            return Optional.of(result);
        }

        @Override
        public String report() {
            return "";
        }
    }

    /**
     * The text cannot be used.
     *
     * @param more how many problems beyond {@code problems} there are
     */
    record Refused<T>(List<Problem> problems, int more, List<Notice> notices) implements Reading<T> {

        public Refused {
            problems = List.copyOf(problems);
            notices = List.copyOf(notices);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("A refused reading names at least one problem.");
            }
        }

        @Override
        public Optional<T> value() {
            return Optional.empty();
        }

        @Override
        public String report() {
            var lines = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
            return more == 0 ? lines : lines + "\n… and " + more + " more problems.";
        }
    }
}
