package dev.landfall.runner.statestore;

import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.aws.RoleRequest;
import dev.landfall.runner.identity.aws.RoleTaker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The role of a job's operation for its state alone, taken when it is first needed and again before it ends. Thread-safe. */
final class RoleOfStore implements Supplier<AwsCredentials> {

    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final RoleTaker roles;
    private final RoleRequest request;
    private final InstantSource clock;
    private @Nullable AwsCredentials current;

    RoleOfStore(RoleTaker roles, RoleRequest request, InstantSource clock) {
        this.roles = roles;
        this.request = request;
        this.clock = clock;
    }

    @Override
    public synchronized AwsCredentials get() {
        var kept = current;
        var end = kept == null ? null : kept.expiresAt();
        if (kept == null || end == null || !clock.instant().plus(AHEAD).isBefore(end)) {
            kept = roles.take(request);
            current = kept;
        }
        return kept;
    }
}
