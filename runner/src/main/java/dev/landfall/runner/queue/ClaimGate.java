package dev.landfall.runner.queue;

import java.util.Optional;

/** Something that must hold before a job is taken: room on the disk, a tool. Thread-safe. */
@FunctionalInterface
public interface ClaimGate {

    /** Why no job can be taken now, one sentence for people; empty when one can. Quick. */
    Optional<String> closed();
}
