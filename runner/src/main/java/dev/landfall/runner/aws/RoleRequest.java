package dev.landfall.runner.aws;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code AssumeRole} is asked for.
 *
 * @param sessionName 2 to 64 of {@code A-Z a-z 0-9 _ = , . @ -}
 * @param sourceIdentity stays with every session that is chained from this one; the same form as the name
 * @param tags session tags, by key
 * @param duration 15 minutes to 12 hours; a role that takes another is given an hour at most
 */
public record RoleRequest(
        String roleArn,
        String sessionName,
        String sourceIdentity,
        @Nullable String externalId,
        @Nullable String sessionPolicy,
        Map<String, String> tags,
        Duration duration) {

    public RoleRequest {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }
}
