package dev.landfall.testkit.time;

import dev.landfall.controlplane.time.Ids;
import java.time.Duration;

class SequentialIdsTest extends IdsContract {

    private final SequentialIds ids = new SequentialIds();

    @Override
    protected Ids ids() {
        return ids;
    }

    @Override
    protected void pass(Duration time) {
        // they grow with every id
    }
}
