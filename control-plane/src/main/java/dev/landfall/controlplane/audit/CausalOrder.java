package dev.landfall.controlplane.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Transitions in the order in which one causes the other. Those of one batch have the same time: there, what ends comes
 * before what that makes possible; ends go from the attempt up to the workflow, beginnings from the workflow down.
 */
final class CausalOrder {
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "timed-out", "cancelled", "lost", "skipped");

    private static final List<String> FROM_THE_TOP = List.of("delivery", "workflow", "step", "job", "attempt");

    private CausalOrder() {}

    static Comparator<Transition> comparator() {
        return Comparator.comparing(Transition::at).thenComparingInt(CausalOrder::place);
    }

    private static int place(Transition transition) {
        int depth = FROM_THE_TOP.indexOf(transition.subject().split(" ", 2)[0]);
        return ENDS.contains(transition.to()) ? -depth : FROM_THE_TOP.size() + depth;
    }
}
