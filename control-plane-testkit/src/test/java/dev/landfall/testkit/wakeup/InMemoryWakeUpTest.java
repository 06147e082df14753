package dev.landfall.testkit.wakeup;

import dev.landfall.controlplane.wakeup.WakeUp;

class InMemoryWakeUpTest extends WakeUpContract {

    private final InMemoryWakeUp wakeUp = new InMemoryWakeUp();

    @Override
    protected WakeUp wakeUp() {
        return wakeUp;
    }
}
