package dev.landfall.controlplane.webhook;

import dev.landfall.controlplane.project.CiStart;
import dev.landfall.controlplane.project.Project;
import dev.landfall.controlplane.project.Repositories;
import dev.landfall.protocol.error.LandfallException;

/** What a delivery means for a project. */
sealed interface Verdict {

    /** It starts a workflow. */
    record Start(CiStart start) implements Verdict {}

    /** It is fine and starts nothing. */
    record Ignore(String reason) implements Verdict {}

    /** It is wrong in itself. */
    record Reject(String reason) implements Verdict {}

    static Verdict of(Project project, RawDelivery delivery) {
        try {
            return switch (GitHubPayload.event(delivery.event(), delivery.contentType(), delivery.body())) {
                case GitEvent.Ignored ignored -> new Ignore(ignored.reason());
                case GitEvent.Change change -> of(project, change);
            };
        } catch (LandfallException e) {
            return new Reject(e.publicMessage());
        }
    }

    private static Verdict of(Project project, GitEvent.Change change) {
        if (!Repositories.same(project, change.repository())) {
            return new Reject("The delivery is about the repository "
                    + change.repository().getFirst() + ", and the project's is " + project.repository() + ".");
        }
        return EventFilter.refusal(project, change.start())
                .<Verdict>map(Ignore::new)
                .orElseGet(() -> new Start(change.start()));
    }
}
