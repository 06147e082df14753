package dev.landfall.testkit.fault;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** {@link Faults} by chance from a seed, and outages of whole ports on request. */
public final class SeededFaults implements Faults {

    private final Random random;
    private final Set<String> outages = new HashSet<>();
    private FaultRates rates;

    public SeededFaults(long seed, FaultRates rates) {
        this.random = new Random(seed);
        this.rates = rates;
    }

    /** From now on; {@link FaultRates#NONE} lets a run come to rest. */
    public void setRates(FaultRates rates) {
        this.rates = rates;
    }

    /** Makes a port such as {@code Records} unreachable until {@link #end}. */
    public void begin(String port) {
        outages.add(port);
    }

    public void end(String port) {
        outages.remove(port);
    }

    @Override
    public Fault at(Moment moment, String call) {
        double chance = random.nextDouble();
        if (moment == Moment.BEFORE && outages.contains(call.substring(0, call.indexOf('.')))) {
            return Fault.UNAVAILABLE;
        }
        if (chance < rates.crash()) {
            return Fault.CRASH;
        }
        return chance < rates.crash() + rates.unavailable() ? Fault.UNAVAILABLE : Fault.NONE;
    }

    @Override
    public Delivery deliver(String queue) {
        double chance = random.nextDouble();
        if (chance < rates.twice()) {
            return Delivery.TWICE;
        }
        if (chance < rates.twice() + rates.never()) {
            return Delivery.NEVER;
        }
        return chance < rates.twice() + rates.never() + rates.late() ? Delivery.LATE : Delivery.ONCE;
    }
}
