package dev.landfall.runner.client;

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
import dev.landfall.protocol.log.LogFormat;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.state.StateEntry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a runner asks the control plane. Every call has a deadline and throws
 * {@link dev.landfall.protocol.error.LandfallException}: UNAVAILABLE when the control plane could not be reached or
 * said so, CONFLICT when a fencing number or a session is out of date, UNAUTHENTICATED when the session has expired.
 *
 * <p>Thread-safe. The session's token is kept inside: set by {@link #openSession}, renewed by {@link #heartbeat}.
 */
public interface ControlPlaneClient {

    /** Longest log chunk in bytes. */
    int MAX_LOG_CHUNK_BYTES = LogFormat.MAX_CHUNK_BYTES;

    /** Longest state or other body in bytes. */
    int MAX_BODY_BYTES = 5 << 20;

    /**
     * The control plane's clock, without any authentication: how a runner whose own clock is wrong learns it.
     *
     * @throws dev.landfall.protocol.error.LandfallException UNAVAILABLE also when the reply names no time
     */
    Instant serverTime();

    OpenSessionReply openSession(OpenSessionRequest request);

    /**
     * Takes an attempt.
     *
     * @throws dev.landfall.protocol.error.LandfallException CONFLICT when it is somebody else's or over, NOT_FOUND
     *     when there is no such job, FORBIDDEN when it belongs to another pool
     */
    ClaimReply claim(ClaimRequest request);

    /** Renews all leases. CONFLICT means that a newer session of this runner exists. */
    HeartbeatReply heartbeat(HeartbeatRequest request);

    /** Ends an attempt; the same again is answered the same. CONFLICT means that the fencing number is stale. */
    void complete(CompleteRequest request);

    /** Stores log chunk number {@code sequence}, counted from 1; the same bytes again do no harm. */
    void putLogChunk(Lease lease, long sequence, byte[] chunk);

    BlobAddress blobAddress(BlobAddressRequest request);

    ResolvedSecrets resolveSecrets(ResolveSecretsRequest request);

    StoredSecretOutputs storeSecretOutputs(StoreSecretOutputs request);

    /** The newest Terraform state of a workspace; empty when there is none yet. */
    Optional<byte[]> readState(Lease lease, String workspace);

    /** @param lockId of the lock that the writer holds; null for an unlocked write */
    void writeState(Lease lease, String workspace, byte[] state, @Nullable String lockId);

    /** What the control plane knows of the newest state, wherever its bytes are; empty when there is none yet. */
    Optional<StateEntry> findState(Lease lease, String workspace);

    /**
     * Tells of a state whose bytes are in the customer's store.
     *
     * @param lockId of the lock that the writer holds
     */
    void noteState(Lease lease, String workspace, StateEntry entry, @Nullable String lockId);

    /**
     * Locks a workspace's state.
     *
     * @param info Terraform's lock info, JSON
     * @return empty when it is locked now, otherwise the lock info of the holder
     */
    Optional<byte[]> lockState(Lease lease, String workspace, byte[] info);

    /** @param info Terraform's lock info, JSON, of the lock to release */
    void unlockState(Lease lease, String workspace, byte[] info);
}
