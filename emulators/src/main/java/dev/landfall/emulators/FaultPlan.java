package dev.landfall.emulators;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Which requests meet which {@link Fault}. Several proxies may follow one plan, so that the n-th call of a process is the
 * n-th whatever service it goes to. Each method replaces the plan before it; without one nothing happens. Thread-safe.
 */
public final class FaultPlan {

    private Predicate<ProxiedCall> concerned = call -> false;
    private ArrayDeque<Fault> coming = new ArrayDeque<>();
    private Fault afterwards = Fault.NONE;
    private CountDownLatch held = new CountDownLatch(1);

    /** The faults of the next requests, in order; nothing after them. */
    public void next(Fault... faults) {
        plan(call -> true, List.of(faults), Fault.NONE);
    }

    /** The same for requests of one kind; others pass and do not count. */
    public void next(Predicate<ProxiedCall> which, Fault... faults) {
        plan(which, List.of(faults), Fault.NONE);
    }

    /** One fault for every such request until the next plan. */
    public void always(Predicate<ProxiedCall> which, Fault fault) {
        plan(which, List.of(), fault);
    }

    /** Lets so many such requests pass, and then one meets the fault. */
    public void after(int passed, Predicate<ProxiedCall> which, Fault fault) {
        var faults = new java.util.ArrayList<>(java.util.Collections.nCopies(passed, Fault.NONE));
        faults.add(fault);
        plan(which, faults, Fault.NONE);
    }

    /** Everything passes from now on. */
    public void none() {
        plan(call -> false, List.of(), Fault.NONE);
    }

    /** @return whether a request of this plan was held within that time */
    public boolean awaitHeld(Duration within) {
        CountDownLatch latch;
        synchronized (this) {
            latch = held;
        }
        try {
            return latch.await(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Requests that were planned and have not come. */
    public synchronized int left() {
        return coming.size();
    }

    synchronized Planned decide(ProxiedCall call) {
        if (!concerned.test(call)) {
            return new Planned(Fault.NONE, held);
        }
        var next = coming.poll();
        return new Planned(next == null ? afterwards : next, held);
    }

    private synchronized void plan(Predicate<ProxiedCall> which, List<Fault> faults, Fault last) {
        concerned = which;
        coming = new ArrayDeque<>(faults);
        afterwards = last;
        held = new CountDownLatch(1);
    }

    record Planned(Fault fault, CountDownLatch held) {}
}
