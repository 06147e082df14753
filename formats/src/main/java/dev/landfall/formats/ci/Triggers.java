package dev.landfall.formats.ci;

import java.util.List;

/**
 * Which events start a job.
 *
 * @param events none = no event starts it
 * @param branches globs; none = any
 */
public record Triggers(List<String> events, List<String> branches) {

    /** Every event that a definition may name. */
    public static final List<String> EVENTS = List.of(
            "push",
            "tag_created",
            "pull_request_opened",
            "pull_request_updated",
            "pull_request_merged",
            "pull_request_closed");

    public Triggers {
        events = List.copyOf(events);
        branches = List.copyOf(branches);
    }

    boolean match(String event, String branch) {
        return events.contains(event)
                && (branches.isEmpty()
                        || branches.stream()
                                .anyMatch(pattern -> Glob.of(pattern).matches(branch)));
    }
}
