package dev.landfall.integration.simulator;

import dev.landfall.protocol.job.DisconnectPolicy;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.lease.LeaseJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The lease journal of one process of a runner, on its machine's disk; the process may die before and after each entry. */
final class DiskJournal implements LeaseJournal {
    private final Disk disk;
    private final String machine;
    private final RunnerFaults faults;
    private final List<Lease> orphans;

    DiskJournal(Disk disk, String machine, RunnerFaults faults) {
        this.disk = disk;
        this.machine = machine;
        this.faults = faults;
        this.orphans = new ArrayList<>(disk.held().keySet());
        orphans.removeAll(disk.results().keySet());
    }

    @Override
    public ClaimRequest intend(ClaimRequest request) {
        var key = Disk.key(request.job(), request.attempt());
        return entry("intend", () -> {
            disk.intents().putIfAbsent(key, request);
            return disk.intents().getOrDefault(key, request);
        });
    }

    @Override
    public void hold(ClaimRequest request, Lease lease, DisconnectPolicy policy) {
        boolean ignored = entry("hold", () -> {
            disk.intents().remove(Disk.key(request.job(), request.attempt()));
            disk.held().put(lease, policy);
            return true;
        });
    }

    @Override
    public void keepResult(Lease lease, JobResult result) {
        var request = new CompleteRequest(lease, result);
        boolean ignored = entry("keepResult", () -> {
            disk.results().put(lease, request);
            return true;
        });
    }

    @Override
    public void forget(ClaimRequest request) {
        boolean ignored = entry("forgetClaim", () -> {
            disk.intents().remove(Disk.key(request.job(), request.attempt()));
            return true;
        });
    }

    @Override
    public void forget(Lease lease) {
        boolean ignored = entry("forgetLease", () -> {
            disk.results().remove(lease);
            disk.held().remove(lease);
            orphans.remove(lease);
            return true;
        });
    }

    @Override
    public void adopt(Lease lease) {
        orphans.remove(lease);
    }

    @Override
    public List<ClaimRequest> intents() {
        return List.copyOf(disk.intents().values());
    }

    @Override
    public List<Lease> orphans() {
        return List.copyOf(orphans);
    }

    @Override
    public List<CompleteRequest> results() {
        return List.copyOf(disk.results().values());
    }

    private <T> T entry(String name, Supplier<T> effect) {
        return faults.onDisk(machine + "-disk." + name, effect);
    }
}
