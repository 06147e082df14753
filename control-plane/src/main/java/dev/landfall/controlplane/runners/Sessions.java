package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.identity.Nonces;
import dev.landfall.controlplane.identity.Seals;
import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.controlplane.outbox.Tries;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.controlplane.signing.Signer;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.queue.QueueAccess;
import dev.landfall.protocol.runner.NonceReply;
import dev.landfall.protocol.runner.NonceRequest;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.RegisterReply;
import dev.landfall.protocol.runner.RegisterRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Registers runners, opens their sessions and checks their tokens. Thread-safe. */
public final class Sessions {
    /** How long queue access is lent; every heartbeat renews it. */
    public static final Duration QUEUE_LENT = Duration.ofMinutes(15);

    /** For so long the newest session's number is believed without reading it again. */
    private static final Duration NUMBER_GRAIN = Duration.ofSeconds(10);

    private static final int MAX_REMEMBERED = 20_000;

    private final Documents documents;
    private final JobQueues queues;
    private final Registration registration;
    private final SessionTokens tokens;
    private final Nonces nonces;
    private final Identities identities;
    private final InstantSource clock;
    private final Map<RunnerId, Newest> newest = new ConcurrentHashMap<>();

    /** On a host that reaches nothing outside: runners join by enrolment tokens alone. */
    public Sessions(
            Records records, JobQueues queues, Signer signer, SecretStore secrets, InstantSource clock, Ids ids) {
        this(records, queues, signer, secrets, Sessions::reachesNothing, clock, ids);
    }

    /** @param outbound asks clouds about the identities that runners show */
    public Sessions(
            Records records,
            JobQueues queues,
            Signer signer,
            SecretStore secrets,
            Outbound outbound,
            InstantSource clock,
            Ids ids) {
        this.documents = new Documents(records, ids);
        this.queues = queues;
        var seals = new Seals(secrets, clock, ids);
        this.tokens = new SessionTokens(seals, clock);
        this.nonces = new Nonces(seals, clock, ids);
        this.identities = new Identities(documents, nonces, outbound, clock);
        this.registration = new Registration(documents, signer, identities, clock, ids);
        this.clock = clock;
    }

    /** A nonce for a proof of identity; whether there is such a pool is not said. */
    public NonceReply nonce(NonceRequest request) {
        if (request.pool() == null) {
            throw LandfallException.invalid("Name the pool that the runner wants to join.");
        }
        return nonces.issue(request.pool().value());
    }

    /**
     * Registers a runner. The same request with an enrolment token again is answered as the first.
     *
     * @throws LandfallException UNAUTHENTICATED when the token was used, has expired or never was, or the pool does not
     *     trust the identity; INVALID for a name or key that is none
     */
    public RegisterReply register(RegisterRequest request) {
        return registration.register(request);
    }

    /**
     * Opens a session of a runner's process. The newest process is the one that counts. The leases that the request names as
     * lost are none of this package's business.
     *
     * @throws LandfallException UNAUTHENTICATED when the proof does not hold, its time is off by more than 5 minutes, or it
     *     was used already, or the runner's cloud identity is not proved anew; CONFLICT when a newer process of this runner has a session
     */
    public Opened open(OpenSessionRequest request) {
        proveIdentity(request);
        var runner = Tries.until(() -> tryOpen(request));
        var now = clock.instant();
        remember(runner, now);
        var session = session(runner, now);
        var reply = new OpenSessionReply(tokens.issue(session), session.expiresAt(), runner.pool(), lend(runner), now);
        return new Opened(session, reply);
    }

    /** A session that was opened. */
    public record Opened(RunnerSession session, OpenSessionReply reply) {}

    /**
     * Who a token speaks for.
     *
     * @throws LandfallException UNAUTHENTICATED
     */
    public RunnerSession authenticate(String token) {
        return tokens.check(token);
    }

    /**
     * @throws LandfallException FORBIDDEN when a newer process of this runner has opened a session, which this process may
     *     know a few seconds late. Not a CONFLICT: that would say that the claimed message is stale
     */
    public void requireNewest(RunnerSession session) {
        var now = clock.instant();
        var known = newest.get(session.runner());
        if (known == null || known.readAt().plus(NUMBER_GRAIN).isBefore(now)) {
            find(session.runner()).ifPresent(found -> remember(found.value(), now));
            known = newest.get(session.runner());
        }
        if (known != null && known.number() > session.number()) {
            throw LandfallException.forbidden(superseded(session).publicMessage());
        }
    }

    /**
     * Notes a heartbeat and renews token and queue access.
     *
     * @throws LandfallException CONFLICT when a newer process of this runner has opened a session; UNAUTHENTICATED when the
     *     runner's cloud identity was proved more than an hour ago
     */
    public Renewal renew(RunnerSession session, int held, Draining draining) {
        var runner = Tries.until(() -> trySee(session, held, draining));
        var now = clock.instant();
        remember(runner, now);
        return new Renewal(tokens.issue(session(runner, now)), lend(runner), runner.drainAsked(), runner.asked(now));
    }

    /**
     * What a heartbeat carries back to the runner besides its orders.
     *
     * @param asked whether jobs of its own may wait for it
     */
    public record Renewal(String token, QueueAccess queue, boolean drain, boolean asked) {
        @Override
        public String toString() {
            return "Renewal[" + queue + ", drain " + drain + "]";
        }
    }

    /** Whether a runner takes jobs. */
    public enum Draining {
        YES,
        NO
    }

    /** Notes that the connection of a runner's process has closed. */
    public void disconnected(RunnerId runner, String bootId) {
        var now = clock.instant();
        documents.update(
                runner.value(),
                RunnerRecord.SORT,
                RunnerRecord.class,
                found -> found.bootId().equals(bootId) ? found.disconnected(now) : found);
    }

    /** The runner's own key is checked first, so that nobody else can have clouds asked. */
    private void proveIdentity(OpenSessionRequest request) {
        var runner = require(request.runner()).value();
        if (runner.identity() == null) {
            return;
        }
        Proofs.check(runner, request, clock.instant());
        var subject = identities.prove(runner.pool(), runner.publicKey(), request.identity());
        if (!subject.equals(runner.identity())) {
            throw LandfallException.unauthenticated(
                    "Runner " + runner.id() + " registered as " + runner.identity() + ", but proves to be " + subject
                            + ". Was its folder copied to another machine? Register that one.");
        }
    }

    private Document<RunnerRecord> require(RunnerId runner) {
        return find(runner)
                .orElseThrow(() -> LandfallException.unauthenticated(
                        "Runner " + runner + " is not registered here; register it again."));
    }

    private Optional<RunnerRecord> tryOpen(OpenSessionRequest request) {
        var now = clock.instant();
        var found = require(request.runner());
        var proof = Proofs.check(found.value(), request, now);
        var oldest = now.minus(Proofs.TOLERANCE).minus(Proofs.TOLERANCE);
        return write(found, found.value().opened(request, proof, oldest, now));
    }

    private Optional<RunnerRecord> trySee(RunnerSession session, int held, Draining draining) {
        var found = find(session.runner())
                .orElseThrow(() -> LandfallException.unauthenticated(
                        "Runner " + session.runner() + " is not registered any more."));
        if (found.value().session() > session.number()) {
            throw superseded(session);
        }
        requireProven(found.value());
        return write(found, found.value().seen(held, draining == Draining.YES, clock.instant()));
    }

    private void requireProven(RunnerRecord runner) {
        var provenAt = runner.provenAt();
        if (provenAt != null && provenAt.plus(Identities.PROVEN_FOR).isBefore(clock.instant())) {
            throw LandfallException.unauthenticated(
                    "The runner's identity was proved at " + provenAt + "; open a session to prove it again.");
        }
    }

    private static Outbound.Answer reachesNothing(Outbound.Request request) {
        throw LandfallException.unavailable("This control plane cannot reach " + request.uri() + ".", null);
    }

    private Optional<RunnerRecord> write(Document<RunnerRecord> from, RunnerRecord to) {
        var put = Documents.put(RunnerRecord.SORT, to, from.unchanged());
        return documents.write(from.key().partition(), put) instanceof BatchOutcome.Written
                ? Optional.of(to)
                : Optional.empty();
    }

    private Optional<Document<RunnerRecord>> find(RunnerId runner) {
        return documents.find(runner.value(), RunnerRecord.SORT, RunnerRecord.class);
    }

    private void remember(RunnerRecord runner, Instant now) {
        if (newest.size() >= MAX_REMEMBERED) {
            newest.clear();
        }
        newest.put(runner.id(), new Newest(runner.session(), now));
    }

    private QueueAccess lend(RunnerRecord runner) {
        return queues.lend(QueueName.of(runner.pool()), QUEUE_LENT);
    }

    private static RunnerSession session(RunnerRecord runner, Instant now) {
        return new RunnerSession(
                runner.id(), runner.pool(), runner.bootId(), runner.session(), now.plus(SessionTokens.VALID));
    }

    private static LandfallException superseded(RunnerSession session) {
        return LandfallException.conflict("A newer process of runner " + session.runner()
                + " has opened a session; this one takes no more jobs. Two machines must not share one identity.");
    }

    private record Newest(long number, Instant readAt) {}
}
