package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Events from outside that start a runbook or a branch's rollout ({@code triggers.toml}). Exactly one of {@code runbook} and
 * {@code branch} is there.
 *
 * @param source name of the source of events
 * @param eventTypes at least one
 * @param filters all of which an event must pass
 */
public record InboundTrigger(
        String name,
        String source,
        List<String> eventTypes,
        List<Filter> filters,
        @Nullable String runbook,
        @Nullable String branch,
        Location at) {

    public InboundTrigger {
        eventTypes = List.copyOf(eventTypes);
        filters = List.copyOf(filters);
    }

    /**
     * A value that an event must have.
     *
     * @param path JSON pointer (RFC 6901) into the event
     * @param value text, number or boolean
     */
    public record Filter(String path, JsonNode value) {}
}
