package dev.landfall.integration.simulator;

import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.runners.RunnerSession;
import dev.landfall.protocol.lease.BlobAddress;
import dev.landfall.protocol.lease.BlobAddressRequest;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatReply;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.ResolveSecretsRequest;
import dev.landfall.protocol.lease.ResolvedSecrets;
import dev.landfall.protocol.lease.StoreSecretOutputs;
import dev.landfall.protocol.lease.StoredSecretOutputs;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.state.StateEntry;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.queue.QueueClient;
import dev.landfall.runner.queue.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The network between one process of a runner and the rest of the world. */
final class RunnerLink implements ControlPlaneClient, QueueClient {
    private final World world;
    private final String machine;
    private final RunnerFaults faults;
    private final QueueName queue;
    private String token = "";

    RunnerLink(World world, String machine, RunnerFaults faults, QueueName queue) {
        this.world = world;
        this.machine = machine;
        this.faults = faults;
        this.queue = queue;
    }

    @Override
    public Instant serverTime() {
        return faults.overNetwork(machine + ".serverTime", world.serverClock()::instant);
    }

    @Override
    public OpenSessionReply openSession(OpenSessionRequest request) {
        var reply = faults.overNetwork(
                machine + ".openSession",
                () -> world.controlPlanes()
                        .call(process -> process.leases().open().open(request)));
        token = reply.token();
        return reply;
    }

    @Override
    public ClaimReply claim(ClaimRequest request) {
        return inSession(
                "claim",
                (process, session) ->
                        world.guards().claimed(process.leases().claim().claim(session, request)));
    }

    @Override
    public HeartbeatReply heartbeat(HeartbeatRequest request) {
        var reply = inSession(
                "heartbeat", (process, session) -> process.leases().heartbeats().beat(session, request));
        token = reply.token();
        return reply;
    }

    @Override
    public void complete(CompleteRequest request) {
        Violation.unless(
                !request.result().reason().startsWith("The runner refused"),
                Invariant.GOOD_SPEC_IS_TAKEN,
                machine + " has " + request.lease().job() + ": "
                        + request.result().reason());
        boolean ignored = inSession("complete", (process, session) -> {
            world.guards().complete(world, process, session, request);
            world.acknowledged(request);
            return true;
        });
    }

    @Override
    public void putLogChunk(Lease lease, long sequence, byte[] chunk) {
        boolean ignored = inSession("putLogChunk", (process, session) -> {
            process.logs().keep(session, lease, sequence, chunk);
            world.acknowledged(lease, sequence, chunk);
            return true;
        });
    }

    @Override
    public List<Received> receive(int max, Duration wait) {
        return faults.overNetwork(machine + ".receive", () -> world.messages().take(queue, max, VISIBILITY));
    }

    @Override
    public void delete(String receipt) {
        boolean ignored =
                faults.overNetwork(machine + ".delete", () -> world.queues().delete(queue, receipt));
    }

    @Override
    public void release(String receipt) {
        boolean ignored = faults.overNetwork(
                machine + ".release", () -> world.queues().changeVisibility(queue, receipt, Duration.ZERO));
    }

    @Override
    public BlobAddress blobAddress(BlobAddressRequest request) {
        throw new UnsupportedOperationException("simulated jobs have no blobs");
    }

    @Override
    public ResolvedSecrets resolveSecrets(ResolveSecretsRequest request) {
        throw new UnsupportedOperationException("simulated jobs have no secrets");
    }

    @Override
    public StoredSecretOutputs storeSecretOutputs(StoreSecretOutputs request) {
        throw new UnsupportedOperationException("simulated jobs have no secrets");
    }

    @Override
    public Optional<byte[]> readState(Lease lease, String workspace) {
        throw new UnsupportedOperationException("simulated jobs have no state");
    }

    @Override
    public void writeState(Lease lease, String workspace, byte[] state, @Nullable String lockId) {
        throw new UnsupportedOperationException("simulated jobs have no state");
    }

    @Override
    public Optional<StateEntry> findState(Lease lease, String workspace) {
        throw new UnsupportedOperationException("no state is a customer's here");
    }

    @Override
    public void noteState(Lease lease, String workspace, StateEntry entry, @Nullable String lockId) {
        throw new UnsupportedOperationException("no state is a customer's here");
    }

    @Override
    public Optional<byte[]> lockState(Lease lease, String workspace, byte[] info) {
        throw new UnsupportedOperationException("simulated jobs have no state");
    }

    @Override
    public void unlockState(Lease lease, String workspace, byte[] info) {
        throw new UnsupportedOperationException("simulated jobs have no state");
    }

    private <T> T inSession(String call, BiFunction<ControlPlaneProcess, RunnerSession, T> use) {
        var shown = token;
        Supplier<T> request = () -> world.controlPlanes()
                .call(process -> use.apply(process, process.sessions().authenticate(shown)));
        return faults.overNetwork(machine + "." + call, request);
    }
}
