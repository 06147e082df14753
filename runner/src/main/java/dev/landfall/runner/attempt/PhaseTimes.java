package dev.landfall.runner.attempt;

import dev.landfall.protocol.job.Phase;
import dev.landfall.protocol.job.PhaseReport;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** When an attempt entered and left its phases. Used by the attempt's thread. */
final class PhaseTimes {

    private final InstantSource clock;
    private final Consumer<List<PhaseReport>> listener;
    private final List<PhaseReport> reports = new ArrayList<>();

    /** @param listener is given all phases so far whenever one begins or ends */
    PhaseTimes(InstantSource clock, Consumer<List<PhaseReport>> listener) {
        this.clock = clock;
        this.listener = listener;
    }

    void during(Phase phase, Runnable work) {
        reports.add(new PhaseReport(phase, clock.instant(), null));
        listener.accept(reports());
        try {
            work.run();
        } finally {
            var begun = reports.removeLast();
            reports.add(new PhaseReport(phase, begun.startedAt(), clock.instant()));
            listener.accept(reports());
        }
    }

    List<PhaseReport> reports() {
        return List.copyOf(reports);
    }
}
