package dev.landfall.testkit.signing;

import dev.landfall.controlplane.signing.Signer;
import dev.landfall.testkit.time.ManualClock;
import java.time.Instant;

class InMemorySignerTest extends SignerContract {

    private final ManualClock clock = new ManualClock();
    private final InMemorySigner signer = new InMemorySigner(clock);

    @Override
    protected Signer signer() {
        return signer;
    }

    @Override
    protected Instant now() {
        return clock.instant();
    }
}
