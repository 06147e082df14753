package dev.landfall.controlplane.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    @Test
    void theWaitGrowsByTheFactorUpToTheLongest() {
        var policy = new RetryPolicy(5, 3, Duration.ofSeconds(10), 3, Duration.ofMinutes(1));
        assertEquals(Duration.ofSeconds(10), policy.backoffAfter(1));
        assertEquals(Duration.ofSeconds(30), policy.backoffAfter(2));
        assertEquals(Duration.ofMinutes(1), policy.backoffAfter(3));
    }

    @Property
    void theWaitNeverExceedsTheLongest(@ForAll @IntRange(min = 0, max = 10_000) int ended) {
        var wait = RetryPolicy.standard().backoffAfter(ended);
        assertTrue(wait.compareTo(Duration.ofMinutes(1)) <= 0 && !wait.isNegative());
    }

    @Test
    void policiesWithoutLimitsAreRefused() {
        assertThrows(LandfallException.class, () -> RetryPolicy.ofFailures(0));
        assertThrows(LandfallException.class, () -> RetryPolicy.ofFailures(21));
        assertThrows(LandfallException.class, () -> new RetryPolicy(1, 1, Duration.ZERO, 0.5, Duration.ofMinutes(1)));
        assertThrows(LandfallException.class, () -> new RetryPolicy(1, 1, Duration.ZERO, 1, Duration.ofMinutes(16)));
    }
}
