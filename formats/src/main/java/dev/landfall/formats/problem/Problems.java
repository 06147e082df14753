package dev.landfall.formats.problem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Collects what a reader finds, so that all mistakes of a text are told at once. The same problem is kept once. At most
 * {@value #MAX_KEPT} are kept; the rest are counted.
 *
 * <p>Not thread-safe: one reader, one collector.
 */
public final class Problems {

    /** More than any reader would mend in one go; bounds memory for hostile input. */
    public static final int MAX_KEPT = 10_000;

    private final TreeSet<Problem> problems = new TreeSet<>();
    private final List<Notice> notices = new ArrayList<>();
    private int dropped;

    public void add(Location at, String message) {
        add(new Problem(at, message));
    }

    public void add(Problem problem) {
        if (problems.size() < MAX_KEPT) {
            problems.add(problem);
        } else if (!problems.contains(problem)) {
            dropped++;
        }
    }

    /** Tells what does not stop the use of the text. */
    public void notice(Location at, String message) {
        if (notices.size() < MAX_KEPT) {
            notices.add(new Notice(at, message));
        }
    }

    /** Takes over what another reading found. */
    public void addAll(Reading<?> reading) {
        reading.problems().forEach(this::add);
        notices.addAll(reading.notices());
        if (reading instanceof Reading.Refused<?> refused) {
            dropped += refused.more();
        }
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** How many different problems were found so far. */
    public int count() {
        return problems.size() + dropped;
    }

    /** {@link Nearest#to} for a sentence that may be shown. */
    public Optional<String> nearest(String word, Collection<String> known) {
        return count() < Reading.MAX_REPORTED ? Nearest.to(word, known) : Optional.empty();
    }

    /** {@link Nearest#hint} for a sentence that may be shown; beyond those nobody reads it, and finding near words costs time. */
    public String hint(String word, Collection<String> known) {
        return count() < Reading.MAX_REPORTED ? Nearest.hint(word, known) : ".";
    }

    /** The value when nothing was wrong, else the problems, sorted by place. The supplier runs only in the first case. */
    public <T> Reading<T> reading(Supplier<T> value) {
        if (problems.isEmpty()) {
            return new Reading.Read<>(value.get(), notices);
        }
        var shown = problems.stream().limit(Reading.MAX_REPORTED).toList();
        return new Reading.Refused<>(shown, count() - shown.size(), notices);
    }
}
