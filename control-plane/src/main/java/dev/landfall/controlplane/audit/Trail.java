package dev.landfall.controlplane.audit;

import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Keeps transitions in the partition of what changed: one record a batch and path, under
 * {@code tr.<path>.<milliseconds>.<unique>}, so that the transitions of a path are read in order.
 *
 * <p>Paths are {@code <workflow>.w} and {@code <job>}, each without its partition; a workflow's has its steps' as well, a
 * job's its attempts'.
 */
public final class Trail {
    /** Start of every sort key of transitions. */
    public static final String PREFIX = "tr.";

    private final Map<String, List<Transition>> byPath = new LinkedHashMap<>();

    /** Adds a transition. */
    public Trail add(String path, Transition transition) {
        byPath.computeIfAbsent(path, key -> new ArrayList<>()).add(transition);
        return this;
    }

    /**
     * @param unique of the batch
     */
    public List<Write> writes(String unique) {
        return byPath.entrySet().stream()
                .map(entry -> write(entry.getKey(), entry.getValue(), unique))
                .toList();
    }

    /** How many records {@link #writes} makes. */
    public int size() {
        return byPath.size();
    }

    /** What the sort keys of a path's transitions start with. */
    public static String prefix(String path) {
        return PREFIX + path + ".";
    }

    private static Write write(String path, List<Transition> transitions, String unique) {
        long millis = transitions.getFirst().at().toEpochMilli();
        var sort = prefix(path) + String.format(Locale.ROOT, "%013d", millis) + "." + unique;
        return Documents.put(sort, new Entry(transitions), Precondition.none());
    }

    /** The transitions of one batch. */
    public record Entry(List<Transition> transitions) {
        public Entry {
            transitions = List.copyOf(transitions);
        }
    }
}
