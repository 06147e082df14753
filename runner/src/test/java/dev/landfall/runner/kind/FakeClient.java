package dev.landfall.runner.kind;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.SecretRef;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** State and secret outputs in memory, with outages that a test orders. A handler asks for nothing else. */
public final class FakeClient implements ControlPlaneClient {

    private final Map<String, byte[]> states = new ConcurrentHashMap<>();
    private final Map<String, StateEntry> entries = new ConcurrentHashMap<>();
    private final Map<String, byte[]> locks = new ConcurrentHashMap<>();
    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final AtomicInteger outages = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<CompleteRequest> completions = new CopyOnWriteArrayList<>();
    private volatile LandfallException refusal = LandfallException.conflict("");

    /** The next calls fail as if the control plane could not be reached. */
    public void failNext(int calls) {
        outages.set(calls);
    }

    /** The next writes of a state are refused. */
    public void refuseWrites(int writes, LandfallException problem) {
        refusal = problem;
        refusals.set(writes);
    }

    /** How many writes are still to be refused. */
    public int refusals() {
        return refusals.get();
    }

    public List<CompleteRequest> completions() {
        return completions;
    }

    public Map<String, byte[]> states() {
        return states;
    }

    /** What was told of states that a customer keeps. */
    public Map<String, StateEntry> entries() {
        return entries;
    }

    public Map<String, byte[]> locks() {
        return locks;
    }

    public Map<String, String> storedSecrets() {
        return stored;
    }

    @Override
    public Optional<byte[]> readState(Lease lease, String workspace) {
        reach();
        return Optional.ofNullable(states.get(workspace));
    }

    @Override
    public void writeState(Lease lease, String workspace, byte[] state, @Nullable String lockId) {
        reach();
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw refusal;
        }
        states.put(workspace, state);
    }

    @Override
    public Optional<StateEntry> findState(Lease lease, String workspace) {
        reach();
        return Optional.ofNullable(entries.get(workspace))
                .or(() -> Optional.ofNullable(states.get(workspace))
                        .map(state -> new StateEntry(0, "here", "0".repeat(64), state.length, null)));
    }

    @Override
    public void noteState(Lease lease, String workspace, StateEntry entry, @Nullable String lockId) {
        reach();
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw refusal;
        }
        entries.put(workspace, entry);
    }

    @Override
    public Optional<byte[]> lockState(Lease lease, String workspace, byte[] info) {
        reach();
        return Optional.ofNullable(locks.putIfAbsent(workspace, info));
    }

    @Override
    public void unlockState(Lease lease, String workspace, byte[] info) {
        reach();
        locks.remove(workspace);
    }

    @Override
    public StoredSecretOutputs storeSecretOutputs(StoreSecretOutputs request) {
        reach();
        stored.putAll(request.values());
        var refs = new TreeMap<String, SecretRef>();
        request.values().keySet().forEach(name -> refs.put(name, new SecretRef("outputs", name)));
        return new StoredSecretOutputs(refs);
    }

    @Override
    public Instant serverTime() {
        throw notAsked();
    }

    @Override
    public OpenSessionReply openSession(OpenSessionRequest request) {
        throw notAsked();
    }

    @Override
    public ClaimReply claim(ClaimRequest request) {
        throw notAsked();
    }

    @Override
    public HeartbeatReply heartbeat(HeartbeatRequest request) {
        throw notAsked();
    }

    @Override
    public void complete(CompleteRequest request) {
        reach();
        completions.add(request);
    }

    @Override
    public void putLogChunk(Lease lease, long sequence, byte[] chunk) {
        throw notAsked();
    }

    @Override
    public BlobAddress blobAddress(BlobAddressRequest request) {
        throw notAsked();
    }

    @Override
    public ResolvedSecrets resolveSecrets(ResolveSecretsRequest request) {
        throw notAsked();
    }

    private void reach() {
        if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw LandfallException.unavailable("The control plane cannot be reached.", null);
        }
    }

    private static AssertionError notAsked() {
        return new AssertionError("a handler does not ask this");
    }
}
