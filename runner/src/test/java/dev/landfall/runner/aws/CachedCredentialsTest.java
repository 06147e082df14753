package dev.landfall.runner.statestore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.aws.RoleRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoleOfStoreTest {

    private static final RoleRequest MAINTENANCE = new RoleRequest(
            "arn:aws:iam::123456789012:role/maintenance",
            "in_1.jb_1.1",
            "in_1.jb_1",
            null,
            null,
            Map.of(),
            Duration.ofMinutes(15));

    private final List<RoleRequest> asked = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final RoleOfStore role = new RoleOfStore(this::take, MAINTENANCE, () -> now);

    @Test
    void theRoleIsTakenOnceWhileItLasts() {
        var first = role.get();
        now = now.plus(Duration.ofMinutes(9));
        assertSame(first, role.get());
        assertEquals(List.of(MAINTENANCE), asked);
    }

    @Test
    void itIsTakenAnewBeforeItEnds() {
        role.get();
        now = now.plus(Duration.ofMinutes(10));
        assertEquals(now.plus(Duration.ofMinutes(15)), role.get().expiresAt());
        assertEquals(2, asked.size());
    }

    private AwsCredentials take(RoleRequest request) {
        asked.add(request);
        return new AwsCredentials("ASIA" + asked.size(), "secret", "token", now.plus(Duration.ofMinutes(15)));
    }
}
