package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.queue.QueueDepth;
import java.util.List;

/** A pool to look at. */
public record PoolView(PoolRecord pool, QueueDepth queue, List<RunnerView> runners) {
    public PoolView {
        runners = List.copyOf(runners);
    }
}
