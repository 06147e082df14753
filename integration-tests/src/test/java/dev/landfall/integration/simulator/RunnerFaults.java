package dev.landfall.integration.simulator;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.fault.Faults;
import dev.landfall.testkit.fault.Faults.Fault;
import dev.landfall.testkit.fault.Faults.Moment;
import dev.landfall.testkit.fault.SimulatedCrash;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What goes wrong around the calls that a runner makes: over the network, and on its disk. */
final class RunnerFaults {
    private final Faults faults;
    private final Consumer<Supplier<?>> late;
    private final BooleanSupplier dies;

    /**
     * @param late keeps a request that arrives after its sender has given up
     * @param dies whether the sender of such a request dies over it
     */
    RunnerFaults(Faults faults, Consumer<Supplier<?>> late, BooleanSupplier dies) {
        this.faults = faults;
        this.late = late;
        this.dies = dies;
    }

    /** A request and its reply. */
    <T> T overNetwork(String call, Supplier<T> effect) {
        if (meet(Moment.BEFORE, call)) {
            throw unreachable(call);
        }
        var answer = switch (faults.deliver(call)) {
            case ONCE -> effect.get();
            case TWICE -> {
                late.accept(effect);
                yield effect.get();
            }
            case LATE -> {
                late.accept(effect);
                if (dies.getAsBoolean()) {
                    throw new SimulatedCrash("after sending " + call);
                }
                throw unreachable(call);
            }
            case NEVER -> throw unreachable(call);
        };
        if (meet(Moment.AFTER, call)) {
            throw unreachable(call);
        }
        return answer;
    }

    /** Something on the disk; it works, or the process dies. */
    <T> T onDisk(String call, Supplier<T> effect) {
        dieAt(Moment.BEFORE, call);
        var answer = effect.get();
        dieAt(Moment.AFTER, call);
        return answer;
    }

    private void dieAt(Moment moment, String call) {
        if (faults.at(moment, call) == Fault.CRASH) {
            throw new SimulatedCrash(moment + " " + call);
        }
    }

    private boolean meet(Moment moment, String call) {
        return switch (faults.at(moment, call)) {
            case NONE -> false;
            case UNAVAILABLE -> true;
            case CRASH -> throw new SimulatedCrash(moment + " " + call);
        };
    }

    private static LandfallException unreachable(String call) {
        return LandfallException.unavailable("Simulated network: no answer to " + call + ".", null);
    }
}
