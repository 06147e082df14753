package dev.landfall.runner.identity.aws;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.aws.RoleRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One role of one job, taken anew when a third of the session is left, at most five minutes. Whoever asks while it is being
 * taken waits for that one call. A session that could not be renewed serves on while it lasts. Thread-safe.
 */
final class RenewedRole {

    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);

    /** A session with less is not handed out: the SDK that gets it could not finish a call. */
    private static final Duration TOO_SHORT = Duration.ofSeconds(5);

    private final RoleTaker roles;
    private final RoleRequest request;
    private final Consumer<AwsCredentials> issued;
    private final Consumer<String> refused;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable AwsCredentials current;
    private Instant renewAt = Instant.MIN;
    private volatile @Nullable String trouble;

    /**
     * @param issued is given what is new, before anybody gets it
     * @param refused is given each new reason why there are none
     */
    RenewedRole(
            RoleTaker roles,
            RoleRequest request,
            Consumer<AwsCredentials> issued,
            Consumer<String> refused,
            InstantSource clock) {
        this.roles = roles;
        this.request = request;
        this.issued = issued;
        this.refused = refused;
        this.clock = clock;
    }

    /** @throws LandfallException when AWS refuses or does not answer, and nothing is left of the session before */
    AwsCredentials credentials() {
        lock.lock();
        try {
            var now = clock.instant();
            var kept = current;
            return kept != null && now.isBefore(renewAt) ? kept : renewed(kept, now);
        } finally {
            lock.unlock();
        }
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private AwsCredentials renewed(@Nullable AwsCredentials kept, Instant now) {
        try {
            var fresh = roles.take(request);
            var expiresAt = Objects.requireNonNull(fresh.expiresAt(), "a session expires");
            issued.accept(fresh);
            renewAt = expiresAt.minus(ahead(Duration.between(now, expiresAt)));
            current = fresh;
            trouble = null;
            return fresh;
        } catch (LandfallException e) {
            var explained = explained(e);
            if (!explained.publicMessage().equals(trouble)) {
                trouble = explained.publicMessage();
                refused.accept(explained.publicMessage());
            }
            if (kept != null && now.plus(TOO_SHORT).isBefore(Objects.requireNonNull(kept.expiresAt()))) {
                return kept;
            }
            throw explained;
        }
    }

    private static Duration ahead(Duration whole) {
        var third = whole.dividedBy(3);
        return third.compareTo(MOST_AHEAD) < 0 ? third : MOST_AHEAD;
    }

    private LandfallException explained(LandfallException e) {
        var sentence = "The role " + request.roleArn() + " could not be taken for this job. " + e.publicMessage();
        return new LandfallException(
                e.kind(), e.kind() == ErrorKind.FORBIDDEN ? sentence + ". " + grant() : sentence, e);
    }

    private String grant() {
        var externalId = request.externalId() == null ? "" : " with the external id that the install's roles name";
        return "Let the role's trust policy allow the runner's role sts:AssumeRole, sts:TagSession and"
                + " sts:SetSourceIdentity" + externalId
                + ", and give the runner's role a policy that allows it the same.";
    }
}
