package dev.landfall.runner.fake;

import dev.landfall.protocol.error.LandfallException;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The runner's two ports straight on the model, with faults before and after a call. For one thread. */
public final class ModelClient implements ControlPlaneClient, QueueClient {

    private final ModelControlPlane model;
    private final InstantSource clock;
    private String token = "";
    private boolean outage;
    private boolean loseNextReply;
    private boolean loseReplyOfNextClaim;
    private boolean expired;

    public ModelClient(ModelControlPlane model, InstantSource clock) {
        this.model = model;
        this.clock = clock;
    }

    /** No call gets through while this is so. */
    public void outage(boolean now) {
        outage = now;
    }

    /** The next call is done and its reply lost. */
    public void loseNextReply() {
        loseNextReply = true;
    }

    public void loseReplyOfNextClaim() {
        loseReplyOfNextClaim = true;
    }

    /** The session is not valid any more. */
    public void expireSession() {
        expired = true;
    }

    @Override
    public Instant serverTime() {
        return call(clock::instant);
    }

    @Override
    public OpenSessionReply openSession(OpenSessionRequest request) {
        var reply = call(() -> model.open(request));
        token = reply.token();
        expired = false;
        return reply;
    }

    @Override
    public ClaimReply claim(ClaimRequest request) {
        loseNextReply |= loseReplyOfNextClaim;
        loseReplyOfNextClaim = false;
        if (!outage && model.replaced(token)) {
            throw LandfallException.forbidden("A newer session of this runner exists.");
        }
        return inSession(() -> model.claim(request));
    }

    @Override
    public HeartbeatReply heartbeat(HeartbeatRequest request) {
        return inSession(() -> model.beat(request));
    }

    @Override
    public void complete(CompleteRequest request) {
        inSession(() -> {
            model.complete(request);
            return "";
        });
    }

    @Override
    public void putLogChunk(Lease lease, long sequence, byte[] chunk) {
        inSession(() -> {
            model.logChunk(lease, sequence, chunk);
            return "";
        });
    }

    @Override
    public ResolvedSecrets resolveSecrets(ResolveSecretsRequest request) {
        return inSession(() -> model.resolve(request));
    }

    @Override
    public List<Received> receive(int max, Duration wait) {
        return call(() -> {
            try {
                return model.receive(max, Duration.ZERO);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void delete(String receipt) {
        call(() -> {
            model.delete(receipt);
            return "";
        });
    }

    @Override
    public void release(String receipt) {
        call(() -> {
            model.release(receipt);
            return "";
        });
    }

    @Override
    public BlobAddress blobAddress(BlobAddressRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StoredSecretOutputs storeSecretOutputs(StoreSecretOutputs request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> readState(Lease lease, String workspace) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void writeState(Lease lease, String workspace, byte[] state, @Nullable String lockId) {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    @Override
    public void unlockState(Lease lease, String workspace, byte[] info) {
        throw new UnsupportedOperationException();
    }

    private <T> T inSession(Supplier<T> call) {
        if (!outage && expired) {
            throw LandfallException.unauthenticated("The session has expired.");
        }
        if (!outage && model.replaced(token)) {
            throw LandfallException.conflict("A newer session of this runner exists.");
        }
        return call(call);
    }

    private <T> T call(Supplier<T> call) {
        if (outage) {
            throw LandfallException.unavailable("The control plane could not be reached.", null);
        }
        var result = call.get();
        if (loseNextReply) {
            loseNextReply = false;
            throw LandfallException.unavailable("The reply was lost.", null);
        }
        return result;
    }
}
