package dev.landfall.integration.simulator;

import dev.landfall.testkit.fault.FaultRates;
import dev.landfall.testkit.fault.Faults;
import dev.landfall.testkit.fault.SeededFaults;
import java.util.Random;

/** Faults by chance and by outage, and now and then something else that happens between two port calls. */
final class Weather implements Faults {
    /** Between reading and writing is where others come in between. */
    private static final String DECISIVE = "Records.write";

    private static final int DECISIVE_FACTOR = 10;

    private final SeededFaults faults;
    private final Random random;
    private final Trace trace;
    private final Runnable interlude;
    private double interludes;

    /** @param interlude what another process does meanwhile */
    Weather(long seed, Trace trace, Runnable interlude) {
        this.faults = new SeededFaults(seed, FaultRates.NONE);
        this.random = new Random(~seed);
        this.trace = trace;
        this.interlude = interlude;
    }

    void set(FaultRates rates, double rateOfInterludes) {
        faults.setRates(rates);
        interludes = rateOfInterludes;
    }

    void begin(String port) {
        faults.begin(port);
    }

    void end(String port) {
        faults.end(port);
    }

    @Override
    public Fault at(Moment moment, String call) {
        boolean decisive = moment == Moment.BEFORE && call.equals(DECISIVE);
        if (interludes > 0 && random.nextDouble() < (decisive ? DECISIVE_FACTOR * interludes : interludes)) {
            interlude.run();
        }
        var fault = faults.at(moment, call);
        if (fault != Fault.NONE) {
            trace.line("  " + fault + " " + moment + " " + call);
        }
        return fault;
    }

    @Override
    public Delivery deliver(String queue) {
        var delivery = faults.deliver(queue);
        if (delivery != Delivery.ONCE) {
            trace.line("  a message for " + queue + " is delivered " + delivery);
        }
        return delivery;
    }
}
