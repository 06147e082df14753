package dev.landfall.controlplane.webhook;

import dev.landfall.controlplane.project.CiStart;
import dev.landfall.controlplane.project.Project;
import dev.landfall.formats.ci.Glob;
import java.util.Optional;

/** Whether an event starts anything in a project. */
final class EventFilter {

    private static final String PUSH = "push";

    private EventFilter() {}

    /** Why not; empty when it does. Branch and path filters are for pushes: a tag has neither. */
    static Optional<String> refusal(Project project, CiStart start) {
        if (!project.events().contains(start.event())) {
            return Optional.of("The project does not start jobs on " + start.event() + ".");
        }
        if (!start.event().equals(PUSH)) {
            return Optional.empty();
        }
        var branch = String.valueOf(start.branch());
        if (!project.branches().isEmpty()
                && project.branches().stream().noneMatch(glob -> Glob.of(glob).matches(branch))) {
            return Optional.of("The branch " + branch + " is not one of the project's ("
                    + String.join(", ", project.branches()) + ").");
        }
        return project.paths().match(start.changedPaths())
                ? Optional.empty()
                : Optional.of("No changed file is one of the project's paths.");
    }
}
