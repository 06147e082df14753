package dev.landfall.integration.simulator;

import dev.landfall.controlplane.Ports;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.runner.RegisterRequest;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.runner.session.RunnerIdentity;
import dev.landfall.testkit.blob.InMemoryBlobs;
import dev.landfall.testkit.fault.FaultRates;
import dev.landfall.testkit.fault.FaultyBlobs;
import dev.landfall.testkit.fault.FaultyJobQueues;
import dev.landfall.testkit.fault.FaultyRecords;
import dev.landfall.testkit.fault.FaultySecretStore;
import dev.landfall.testkit.fault.FaultySigner;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import dev.landfall.testkit.records.InMemoryRecords;
import dev.landfall.testkit.secret.InMemorySecretStore;
import dev.landfall.testkit.signing.InMemorySigner;
import dev.landfall.testkit.time.ManualClock;
import dev.landfall.testkit.time.SequentialIds;
import dev.landfall.testkit.wakeup.InMemoryWakeUp;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Everything that a seed makes: stores, queues, processes of the control plane, machines with runners, and their clocks. */
final class World {
    static final OrgId ORG = new OrgId("org_1");
    private static final int RUNNERS = 3;

    /** Made once: keys are dear and tell nothing apart. */
    private static final List<EcKeys> KEYS = List.of(EcKeys.generate(), EcKeys.generate(), EcKeys.generate());

    private final ManualClock clock = new ManualClock();
    private final Instant start = clock.instant();
    private final Random random;
    private final Trace trace;
    private final Guards guards;
    private final Ledger ledger;
    private final InMemoryJobQueues queues = new InMemoryJobQueues(clock);
    private final InMemoryBlobs blobs = new InMemoryBlobs(clock);
    private final Weather server;
    private final Weather network;
    private final Messages messages;
    private final Processes processes = new Processes(this);
    private final ControlPlanes controlPlanes;
    private final PoolId pool;
    private final List<SimulatedRunner> runners = new ArrayList<>();
    private final List<Supplier<?>> late = new ArrayList<>();
    private final Map<CompleteRequest, Boolean> completed = new LinkedHashMap<>();
    private final Map<String, byte[]> chunks = new LinkedHashMap<>();
    private Duration serverSkew = Duration.ZERO;

    World(long seed, Guards guards, Consumer<String> sink, Runnable interlude) {
        this.trace = new Trace(clock, sink);
        this.ledger = new Ledger(new InMemoryRecords(clock), trace);
        this.random = new Random(seed);
        this.guards = guards;
        this.server = new Weather(seed * 31 + 1, trace, interlude);
        this.network = new Weather(seed * 31 + 2, trace, () -> {});
        this.messages = new Messages(queues, random);
        var signer = new InMemorySigner(serverClock());
        var ports = new Ports(
                guards.records(new FaultyRecords(ledger, server)),
                new FaultyJobQueues(queues, server),
                guards.blobs(new FaultyBlobs(blobs, server)),
                new FaultySecretStore(new InMemorySecretStore(), server),
                new FaultySigner(signer, server),
                new InMemoryWakeUp(),
                serverClock(),
                new SequentialIds());
        this.controlPlanes = new ControlPlanes(() -> new ControlPlaneProcess(ports), random, trace);
        queues.create(QueueName.EVENTS);
        this.pool = controlPlanes.call(
                process -> process.pools().create(ORG, "default").id());
        for (int i = 0; i < RUNNERS; i++) {
            runners.add(machine("runner-" + (i + 1), KEYS.get(i), signer.rootKey()));
        }
    }

    private SimulatedRunner machine(String name, EcKeys keys, String rootKey) {
        var reply = controlPlanes.call(process -> {
            var token = process.pools().enrolmentToken(pool).text();
            return process.sessions()
                    .register(new RegisterRequest(token, name, keys.jwk().text()));
        });
        var identity = new RunnerIdentity(reply.runner(), pool, URI.create("https://landfall.example"), rootKey, keys);
        var faults = new RunnerFaults(network, late::add, () -> random.nextInt(4) == 0);
        return new SimulatedRunner(this, name, identity, faults, Duration.ofMinutes(random.nextInt(41) - 20));
    }

    Instant now() {
        return clock.instant();
    }

    long nanos() {
        return Duration.between(start, clock.instant()).toNanos();
    }

    void sleep(Duration time) {
        clock.advance(time);
    }

    /** The control plane's clock: all of its processes share one, which is a little off. */
    InstantSource serverClock() {
        return () -> clock.instant().plus(serverSkew);
    }

    void setServerSkew(Duration skew) {
        serverSkew = skew;
    }

    Random random() {
        return random;
    }

    Trace trace() {
        return trace;
    }

    Guards guards() {
        return guards;
    }

    Ledger ledger() {
        return ledger;
    }

    InMemoryJobQueues queues() {
        return queues;
    }

    Messages messages() {
        return messages;
    }

    Processes processes() {
        return processes;
    }

    ControlPlanes controlPlanes() {
        return controlPlanes;
    }

    PoolId pool() {
        return pool;
    }

    List<SimulatedRunner> runners() {
        return runners;
    }

    /** Requests whose senders have given up and which still arrive. */
    List<Supplier<?>> late() {
        return late;
    }

    Weather server() {
        return server;
    }

    Weather network() {
        return network;
    }

    void calm() {
        server.set(FaultRates.NONE, 0);
        network.set(FaultRates.NONE, 0);
        messages.setTwins(0);
        late.clear();
    }

    /** The host sees a runner's connection close, if it is there to see it. */
    void noticeDeath(RunnerId runner, String bootId) {
        if (random.nextBoolean()) {
            try {
                controlPlanes.run(process -> process.leases().gone().connectionClosed(runner, bootId));
            } catch (LandfallException e) {
                trace.line("  nobody noticed: " + e.kind());
            }
        }
    }

    void acknowledged(CompleteRequest request) {
        ledger.jobs().requireRecorded(request.lease(), request.result());
        completed.put(request, true);
    }

    void acknowledged(Lease lease, long sequence, byte[] chunk) {
        chunks.put(
                "logs/" + lease.job() + "/" + lease.attempt() + "/"
                        + String.format(java.util.Locale.ROOT, "%020d", sequence),
                chunk);
    }

    /** All that was ever acknowledged is still as it was. */
    void requireAcknowledged() {
        completed.keySet().forEach(request -> ledger.jobs().requireRecorded(request.lease(), request.result()));
        chunks.forEach((key, bytes) -> Violation.unless(
                blobs.find(key).filter(kept -> Arrays.equals(kept, bytes)).isPresent(),
                Invariant.ACKNOWLEDGED_LOG_IS_KEPT,
                key + " was acknowledged and is not there"));
    }
}
