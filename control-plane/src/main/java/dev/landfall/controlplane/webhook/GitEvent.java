package dev.landfall.controlplane.webhook;

import dev.landfall.controlplane.project.CiStart;
import java.util.List;

/** What a delivery says, whatever server sent it. */
sealed interface GitEvent {

    /**
     * Something that may start jobs.
     *
     * @param repository every address that the delivery gives for its repository
     * @param start whose event is {@code push} or {@code tag_created}
     */
    record Change(List<String> repository, CiStart start) implements GitEvent {

        public Change {
            repository = List.copyOf(repository);
        }
    }

    /** Something that starts nothing, and why. */
    record Ignored(String reason) implements GitEvent {}
}
