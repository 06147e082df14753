package dev.landfall.formats.dependency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Names in an order in which each comes after all that it needs, or the circle that makes this impossible. */
public sealed interface DependencyOrder {

    /**
     * @param names every name once; those free of each other stand in alphabetical order
     */
    record Sorted(List<String> names) implements DependencyOrder {

        public Sorted {
            names = List.copyOf(names);
        }
    }

    /**
     * @param path the circle with its first name repeated at the end: {@code a, b, a}
     */
    record Cycle(List<String> path) implements DependencyOrder {

        public Cycle {
            path = List.copyOf(path);
        }

        /** {@code a -> b -> a}: each needs the next. */
        @Override
        public String toString() {
            return String.join(" -> ", path);
        }
    }

    /**
     * Orders the keys of {@code needs}. Needed names that are no key themselves are left out of account.
     *
     * @param needs for each name, the names that must come before it
     */
    static DependencyOrder of(Map<String, ? extends Set<String>> needs) {
        var open = new TreeMap<String, Set<String>>();
        var neededBy = new HashMap<String, List<String>>();
        needs.forEach((name, before) -> {
            var known = new TreeSet<String>(before);
            known.retainAll(needs.keySet());
            open.put(name, known);
            known.forEach(needed ->
                    neededBy.computeIfAbsent(needed, key -> new ArrayList<>()).add(name));
        });
        var sorted = sort(open, neededBy);
        return open.isEmpty() ? new Sorted(sorted) : circle(open);
    }

    private static List<String> sort(SortedMap<String, Set<String>> open, Map<String, List<String>> neededBy) {
        var ready = new PriorityQueue<String>();
        open.forEach((name, before) -> {
            if (before.isEmpty()) {
                ready.add(name);
            }
        });
        var sorted = new ArrayList<String>();
        for (var name = ready.poll(); name != null; name = ready.poll()) {
            sorted.add(name);
            open.remove(name);
            for (var waiting : neededBy.getOrDefault(name, List.of())) {
                var before = open.get(waiting);
                if (before != null && before.remove(name) && before.isEmpty()) {
                    ready.add(waiting);
                }
            }
        }
        return sorted;
    }

    /** Every name left over needs another one left over, so walking on must come round. */
    private static Cycle circle(SortedMap<String, Set<String>> left) {
        var seen = new ArrayDeque<String>();
        var visited = new TreeSet<String>();
        var name = left.firstKey();
        while (visited.add(name)) {
            seen.addLast(name);
            name = new TreeSet<>(left.getOrDefault(name, Set.of(name))).first();
        }
        while (!seen.getFirst().equals(name)) {
            seen.removeFirst();
        }
        return rotated(new ArrayList<>(seen));
    }

    /** The same circle is always told from its alphabetically first name. */
    private static Cycle rotated(List<String> circle) {
        var first = circle.indexOf(new TreeSet<>(circle).first());
        var path = new ArrayList<>(circle.subList(first, circle.size()));
        path.addAll(circle.subList(0, first));
        path.add(path.getFirst());
        return new Cycle(path);
    }
}
