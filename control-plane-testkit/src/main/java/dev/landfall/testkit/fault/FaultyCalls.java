package dev.landfall.testkit.fault;

import dev.landfall.protocol.error.LandfallException;
import java.util.function.Supplier;

/** Puts a port's calls between the two moments. */
final class FaultyCalls {

    private final String port;
    private final Faults faults;

    FaultyCalls(String port, Faults faults) {
        this.port = port;
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    <T> T call(String method, Supplier<T> effect) {
        var call = port + "." + method;
        meet(Faults.Moment.BEFORE, call);
        var answer = effect.get();
        meet(Faults.Moment.AFTER, call);
        return answer;
    }

    void run(String method, Runnable effect) {
        call(method, () -> {
            effect.run();
            return true;
        });
    }

    private void meet(Faults.Moment moment, String call) {
        var where = (moment == Faults.Moment.BEFORE ? "before " : "after ") + call;
        switch (faults.at(moment, call)) {
            case NONE -> {}
            case UNAVAILABLE -> throw LandfallException.unavailable("Simulated outage " + where + ".", null);
            case CRASH -> throw new SimulatedCrash(where);
        }
    }
}
