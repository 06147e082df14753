package dev.landfall.testkit.wakeup;

import dev.landfall.controlplane.wakeup.WakeUp;

class NoWakeUpTest extends WakeUpContract {

    @Override
    protected WakeUp wakeUp() {
        return WakeUp.none();
    }

    @Override
    protected boolean supportsWaking() {
        return false;
    }
}
