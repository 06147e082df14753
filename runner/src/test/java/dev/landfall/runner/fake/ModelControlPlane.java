package dev.landfall.runner.fake;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.ClaimReply;
import dev.landfall.protocol.lease.ClaimRequest;
import dev.landfall.protocol.lease.CompleteRequest;
import dev.landfall.protocol.lease.HeartbeatReply;
import dev.landfall.protocol.lease.HeartbeatReply.Order;
import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.protocol.lease.ResolveSecretsRequest;
import dev.landfall.protocol.lease.ResolvedSecrets;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.SessionProof;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.protocol.signature.Verified;
import dev.landfall.runner.queue.Received;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Enough of a control plane to hold a runner to its promises. Thread-safe. */
public final class ModelControlPlane {

    public static final PoolId POOL = new PoolId("pool_test");
    public static final RunnerId RUNNER = new RunnerId("rn_test");

    private final InstantSource clock;
    private final SigningKeys keys = new SigningKeys();
    private final Map<JobId, ModelJob> jobs = new LinkedHashMap<>();
    private final List<Received> visible = new ArrayList<>();
    private final Map<String, Received> hidden = new LinkedHashMap<>();
    private final Map<SecretRef, String> secrets = new HashMap<>();
    private final List<String> left = new ArrayList<>();
    private final List<Lease> lost = new ArrayList<>();
    private final List<JobId> own = new ArrayList<>();
    private @Nullable String runnerKey;
    private String boot = "";
    private int sessions;
    private int receipts;
    private boolean drain;
    private URI queueUrl = URI.create("http://127.0.0.1:1/v1/queue/pool_test");

    public ModelControlPlane(InstantSource clock) {
        this.clock = clock;
    }

    public SigningKeys keys() {
        return keys;
    }

    /** @param publicKey JWK of the one runner that this control plane knows */
    public synchronized void know(String publicKey) {
        runnerKey = publicKey;
    }

    public synchronized void queueAt(URI url) {
        queueUrl = url;
    }

    public synchronized void secret(SecretRef ref, String value) {
        secrets.put(ref, value);
    }

    /** A job whose shell command is that, waiting in the queue. */
    public JobId enqueue(String command) {
        return enqueue(new CiWork("test", command, Map.of(), null, null), keys, spec -> spec);
    }

    public JobId enqueue(JobWork work) {
        return enqueue(work, keys, spec -> spec);
    }

    /** Work of the runner on itself: heartbeats announce it until it is claimed. */
    public synchronized JobId ask(RunnerWork work) {
        var job = queued(work, keys, spec -> spec);
        own.add(job);
        return job;
    }

    /** @param change makes the spec what a test wants it to be before it is signed */
    public synchronized JobId enqueue(JobWork work, SigningKeys signer, UnaryOperator<JobSpec> change) {
        var job = queued(work, signer, change);
        announce(job);
        return job;
    }

    private JobId queued(JobWork work, SigningKeys signer, UnaryOperator<JobSpec> change) {
        var job = new JobId("in_test.jb_" + (jobs.size() + 1));
        var now = clock.instant();
        var spec = new JobSpec(
                job, 1, POOL, now, now.plus(Duration.ofHours(1)), 60, 2, List.copyOf(secrets.keySet()), "test", work);
        jobs.put(job, new ModelJob(change.apply(spec), signer));
        return job;
    }

    /** Puts the job's message into the queue, once more if it was there already. */
    public synchronized void announce(JobId job) {
        send(Json.writeString(new QueueMessage(job, 1)));
    }

    public synchronized void send(String message) {
        visible.add(new Received("", message));
        notifyAll();
    }

    public synchronized void cancel(JobId job) {
        job(job).cancelled = true;
    }

    /** Takes the job away from its runner: the next claim gets a higher fence. */
    public synchronized void takeAway(JobId job) {
        var known = job(job);
        known.fence++;
        known.lease = null;
        known.claimId = "another runner";
    }

    public synchronized void drainRunner() {
        drain = true;
    }

    /** Another process of the runner opens a session. */
    public synchronized void replaceRunner() {
        boot = "another process";
    }

    public synchronized @Nullable JobResult result(JobId job) {
        return job(job).result;
    }

    /** The lease that the job is held under. */
    public synchronized Lease running(JobId job) {
        return Objects.requireNonNull(job(job).lease);
    }

    public synchronized int heartbeats(JobId job) {
        return job(job).heartbeats;
    }

    public synchronized int claims(JobId job) {
        return job(job).claims;
    }

    /** How many chunks of its log have come. */
    public synchronized int chunks(JobId job) {
        return job(job).logChunks.size();
    }

    public synchronized String log(JobId job) {
        var text = new StringBuilder();
        job(job).logChunks.values().forEach(chunk -> text.append(new String(chunk, StandardCharsets.UTF_8)));
        return text.toString();
    }

    public synchronized List<Lease> lost() {
        return List.copyOf(lost);
    }

    public synchronized int messages() {
        return visible.size() + hidden.size();
    }

    public synchronized int sessions() {
        return sessions;
    }

    /** Whether every job has its result. */
    public synchronized boolean allEnded() {
        return jobs.values().stream().allMatch(job -> job.result != null);
    }

    /** Makes received messages visible again, as their timeout would. */
    public synchronized void unhide() {
        visible.addAll(hidden.values());
        hidden.clear();
    }

    public synchronized List<Received> receive(int max, Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (visible.isEmpty() && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
        }
        var received = new ArrayList<Received>();
        while (!visible.isEmpty() && received.size() < max) {
            var message =
                    new Received("receipt-" + ++receipts, visible.removeFirst().body());
            hidden.put(message.receipt(), message);
            received.add(message);
        }
        return received;
    }

    public synchronized void delete(String receipt) {
        hidden.remove(receipt);
    }

    public synchronized void release(String receipt) {
        var message = hidden.remove(receipt);
        if (message != null) {
            send(message.body());
        }
    }

    /** A process says that it receives no more. */
    public synchronized void leave(String bootId) {
        left.add(bootId);
    }

    /** Boot ids of the processes that said so. */
    public synchronized List<String> left() {
        return List.copyOf(left);
    }

    public synchronized OpenSessionReply open(OpenSessionRequest request) {
        var proof = proof(request);
        var age = Duration.between(proof.issuedAt(), clock.instant()).abs();
        if (age.compareTo(Duration.ofMinutes(5)) > 0) {
            throw LandfallException.unauthenticated("The proof is not of now; check the clock.");
        }
        if (!request.bootId().equals(boot)) {
            boot = request.bootId();
        }
        sessions++;
        lost.addAll(request.lost());
        for (var lease : request.lost()) {
            var job = jobs.get(lease.job());
            if (job != null && lease.equals(job.lease) && job.result == null) {
                job.lease = null;
                job.claimId = null;
            }
        }
        return new OpenSessionReply(token(), clock.instant().plusSeconds(900), POOL, access(), clock.instant());
    }

    /** The bearer token of the newest session. */
    public synchronized String token() {
        return "token-" + boot;
    }

    public synchronized ClaimReply claim(ClaimRequest request) {
        var job = jobs.get(request.job());
        if (job == null) {
            throw LandfallException.notFound("There is no job " + request.job() + ".");
        }
        job.claims++;
        if (!job.spec.pool().equals(POOL) && job.signer == keys) {
            throw LandfallException.forbidden("The job belongs to another pool.");
        }
        if (job.result != null || (job.claimId != null && !job.claimId.equals(request.claimId()))) {
            throw LandfallException.conflict("The attempt is taken.");
        }
        if (job.lease == null) {
            job.claimId = request.claimId();
            job.lease = new Lease(request.job(), request.attempt(), ++job.fence);
        }
        return new ClaimReply(
                job.lease, job.signer.sign(job.spec), job.signer.certificate(clock.instant()), clock.instant());
    }

    public synchronized HeartbeatReply beat(HeartbeatRequest request) {
        var orders = new HashMap<JobId, Order>();
        for (var held : request.held()) {
            var job = jobs.get(held.lease().job());
            if (job == null || job.result != null || !held.lease().equals(job.lease)) {
                orders.put(held.lease().job(), Order.LOST);
                continue;
            }
            job.heartbeats++;
            job.phases.clear();
            job.phases.addAll(held.phases());
            orders.put(held.lease().job(), job.cancelled ? Order.CANCEL : Order.CONTINUE);
        }
        var announced = own.stream()
                .filter(job -> job(job).lease == null && job(job).result == null)
                .map(job -> new QueueMessage(job, 1))
                .toList();
        return new HeartbeatReply(orders, drain, access(), token(), clock.instant(), announced);
    }

    public synchronized void complete(CompleteRequest request) {
        var job = job(request.lease().job());
        if (!request.lease().equals(job.lease)) {
            throw LandfallException.conflict("The fencing number is stale.");
        }
        if (job.result == null) {
            job.result = request.result();
            notifyAll();
        }
    }

    public synchronized void logChunk(Lease lease, long sequence, byte[] chunk) {
        var job = job(lease.job());
        if (lease.fence() != job.fence) {
            throw LandfallException.conflict("The fencing number is stale.");
        }
        job.logChunks.put(sequence, chunk);
    }

    public synchronized ResolvedSecrets resolve(ResolveSecretsRequest request) {
        var values = new HashMap<SecretRef, String>();
        for (var ref : request.refs()) {
            if (secrets.containsKey(ref)) {
                values.put(ref, secrets.get(ref));
            }
        }
        return new ResolvedSecrets(values);
    }

    /** Whether a process with that boot id is not the newest. */
    public synchronized boolean replaced(String token) {
        return !token.equals(token());
    }

    /** Waits for results. */
    public synchronized boolean awaitResults(Collection<JobId> wanted, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (wanted.stream().anyMatch(job -> job(job).result == null)) {
            if (System.nanoTime() > end) {
                return false;
            }
            TimeUnit.MILLISECONDS.timedWait(this, 100);
        }
        return true;
    }

    private SessionProof proof(OpenSessionRequest request) {
        if (runnerKey == null || !(Jws.parse(request.proof()) instanceof Verified.Accepted<Jws>(Jws jws))) {
            throw LandfallException.unauthenticated("The runner is not known.");
        }
        var payload = jws.open(EcJwk.read(runnerKey), SessionProof.AUDIENCE).orThrow();
        var proof = Json.read(payload, SessionProof.class);
        if (!proof.bootId().equals(request.bootId()) || !proof.runner().equals(request.runner())) {
            throw LandfallException.unauthenticated("The proof is for another session.");
        }
        return proof;
    }

    private QueueAccess access() {
        return new QueueAccess(
                QueueAccess.LANDFALL,
                queueUrl,
                Map.of(QueueAccess.TOKEN, FakeControlPlane.QUEUE_TOKEN),
                clock.instant().plusSeconds(900));
    }

    private ModelJob job(JobId job) {
        var known = jobs.get(job);
        if (known == null) {
            throw LandfallException.notFound("There is no job " + job + ".");
        }
        return known;
    }
}
