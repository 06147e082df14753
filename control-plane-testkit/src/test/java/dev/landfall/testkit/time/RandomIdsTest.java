package dev.landfall.testkit.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.time.Ids;
import dev.landfall.controlplane.time.RandomIds;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RandomIdsTest extends IdsContract {

    private final ManualClock clock = new ManualClock();
    private final RandomIds ids = new RandomIds(clock);

    @Override
    protected Ids ids() {
        return ids;
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    @Test
    void theFirstHalfIsTheTimeInMilliseconds() {
        clock.set(Instant.ofEpochMilli(1_700_000_000_000L));

        assertEquals(1_700_000_000_000L, Long.parseLong(ids.next("in").substring(3, 11), 36));
        clock.set(Instant.EPOCH);
        assertEquals("in_00000000", ids.next("in").substring(0, 11));
    }
}
