package dev.landfall.formats.dependency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class DependencyOrderTest {

    @Test
    void eachComesAfterWhatItNeedsAndOtherwiseByName() {
        assertEquals(
                new DependencyOrder.Sorted(List.of("b", "c", "a", "d")),
                DependencyOrder.of(
                        Map.of("a", Set.of("c", "unknown"), "b", Set.of(), "c", Set.of(), "d", Set.of("a", "b"))));
    }

    @Test
    void cycleIsToldFromItsFirstName() {
        var order = DependencyOrder.of(
                Map.of("z", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "a", Set.of("b"), "free", Set.of()));

        assertEquals("a -> b -> c -> a", order.toString());
    }

    @Test
    void selfReferenceIsACycle() {
        assertEquals("a -> a", DependencyOrder.of(Map.of("a", Set.of("a"))).toString());
    }

    @Property(tries = 300)
    void everyGraphIsSortedOrHasACycleOfItsOwnEdges(
            @ForAll @Size(max = 6) Map<
                                    @CharRange(from = 'a', to = 'f') @StringLength(1) String,
                                    @Size(max = 3) Set<@CharRange(from = 'a', to = 'f') @StringLength(1) String>>
                            needs) {
        switch (DependencyOrder.of(needs)) {
            case DependencyOrder.Sorted sorted -> {
                assertEquals(needs.keySet(), Set.copyOf(sorted.names()));
                needs.forEach((name, before) -> before.stream()
                        .filter(needs::containsKey)
                        .forEach(needed -> assertTrue(
                                sorted.names().indexOf(needed) < sorted.names().indexOf(name))));
            }
            case DependencyOrder.Cycle cycle -> {
                for (var i = 0; i + 1 < cycle.path().size(); i++) {
                    assertTrue(needs.getOrDefault(cycle.path().get(i), Set.of())
                            .contains(cycle.path().get(i + 1)));
                }
            }
        }
    }
}
