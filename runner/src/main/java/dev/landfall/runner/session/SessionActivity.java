package dev.landfall.runner.session;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import dev.landfall.protocol.runner.OpenSessionReply;
import dev.landfall.protocol.runner.OpenSessionRequest;
import dev.landfall.protocol.runner.SessionProof;
import dev.landfall.protocol.signature.Jws;
import dev.landfall.runner.client.ControlPlaneClient;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.lease.LeaseJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the session of this process, again when it has expired, and names the leases that have no process any more. */
public final class SessionActivity {

    /** A local clock that is off by more is reported. */
    static final Duration NOTEWORTHY_OFFSET = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(SessionActivity.class);

    private final ControlPlaneClient client;
    private final RunnerIdentity identity;
    private final IdentityShow shown;
    private final RunnerProfile profile;
    private final ServerClock clock;
    private final Standing standing;
    private final LeaseBook book;
    private final LeaseJournal journal;

    /** Of a runner that was enrolled with a token. */
    public SessionActivity(
            ControlPlaneClient client,
            RunnerIdentity identity,
            RunnerProfile profile,
            ServerClock clock,
            Standing standing,
            LeaseBook book,
            LeaseJournal journal) {
        this(client, identity, IdentityShow.NOTHING, profile, clock, standing, book, journal);
    }

    /** @param shown what this runner shows beside the proof by its own key */
    public SessionActivity(
            ControlPlaneClient client,
            RunnerIdentity identity,
            IdentityShow shown,
            RunnerProfile profile,
            ServerClock clock,
            Standing standing,
            LeaseBook book,
            LeaseJournal journal) {
        this.client = client;
        this.identity = identity;
        this.shown = shown;
        this.profile = profile;
        this.clock = clock;
        this.standing = standing;
        this.book = book;
        this.journal = journal;
    }

    /**
     * Opens a session. Leases of an earlier process must not have a live process any more when this is called first.
     *
     * @throws LandfallException UNAUTHENTICATED when the control plane does not know this runner or its key, CONFLICT when
     *     this is not the newest process of the runner, UNAVAILABLE
     */
    public void once() {
        var orphans = journal.orphans();
        var abandoned = book.abandoned();
        var lost = new ArrayList<Lease>(orphans);
        lost.addAll(abandoned);
        var reply = open(lost);
        clock.learn(reply.serverTime());
        reportOffset();
        requireSamePool(reply);
        standing.lend(reply.queue());
        lost.forEach(journal::forget);
        book.forgetAbandoned(abandoned);
        lost.forEach(lease -> log.atWarn()
                .addKeyValue("job", lease.job())
                .addKeyValue("attempt", lease.attempt())
                .log("reported a lease as lost"));
    }

    /** The control plane said what time it is. */
    void learn(@Nullable Instant serverTime) {
        clock.learn(serverTime);
    }

    private OpenSessionReply open(List<Lease> lost) {
        try {
            return client.openSession(request(lost));
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.UNAUTHENTICATED || !clockWasWrong()) {
                throw e;
            }
            return client.openSession(request(lost));
        }
    }

    /** A proof is refused when its time is off; the control plane's own time makes a good one. */
    private boolean clockWasWrong() {
        var before = clock.offset();
        clock.learn(client.serverTime());
        return clock.offset().minus(before).abs().compareTo(NOTEWORTHY_OFFSET) > 0;
    }

    private OpenSessionRequest request(List<Lease> lost) {
        var proof = new SessionProof(identity.runner(), profile.bootId(), SessionProof.AUDIENCE, clock.instant());
        return new OpenSessionRequest(
                identity.runner(),
                profile.bootId(),
                Jws.sign(identity.keys(), SessionProof.AUDIENCE, Json.write(proof)),
                profile.version(),
                profile.slots(),
                profile.tools(),
                lost,
                shown.show(identity));
    }

    private void reportOffset() {
        if (clock.offset().abs().compareTo(NOTEWORTHY_OFFSET) > 0) {
            log.atWarn()
                    .addKeyValue("offsetSeconds", clock.offset().toSeconds())
                    .log("this machine's clock differs from the control plane's; its time is used");
        }
    }

    private void requireSamePool(OpenSessionReply reply) {
        if (!reply.pool().equals(identity.pool())) {
            throw LandfallException.conflict("The control plane says that this runner belongs to " + reply.pool()
                    + ", but it was registered for " + identity.pool() + ". Register it again.");
        }
    }
}
