package dev.landfall.controlplane.org;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** API tokens of an org: kept as SHA-256 hashes, with scopes and an end. Thread-safe. */
public final class Tokens {

    /** Most tokens that an org keeps, revoked ones included; one page of the store. */
    static final int MAX_TOKENS = 500;

    private static final Duration LONGEST_LIFE = Duration.ofDays(3650);
    private static final Duration LAST_USED_GRAIN = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    private final Documents documents;
    private final InstantSource clock;
    private final Ids ids;

    public Tokens(Documents documents, InstantSource clock, Ids ids) {
        this.documents = documents;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Makes a token; its text is in this answer and nowhere else.
     *
     * @throws LandfallException INVALID for a name, scopes or life that a token cannot have; LIMIT when there are too
     *     many
     */
    public TokenView create(OrgId org, NewToken wanted) {
        if (stored(org).size() >= MAX_TOKENS) {
            throw LandfallException.limit("An org keeps at most " + MAX_TOKENS + " tokens.");
        }
        var now = clock.instant();
        var text = TokenText.make(org, ids.next(TokenText.ID_PREFIX), ids.secret());
        var kept = new TokenRecord(
                text.tokenId(),
                Name.require(wanted.name(), "token"),
                text.sha256(),
                scopes(wanted),
                now,
                expiry(now, wanted.expiresInSeconds()),
                null,
                null);
        documents.require(org.value(), Documents.put(TokenRecord.sort(kept.id()), kept, Precondition.absent()));
        return TokenView.of(kept, text.text());
    }

    /** All of an org, the oldest first. */
    public List<TokenView> list(OrgId org) {
        return stored(org).stream().map(kept -> TokenView.of(kept, null)).toList();
    }

    /**
     * Ends a token now.
     *
     * @throws LandfallException NOT_FOUND; CONFLICT when it is the last one that may administer the org
     */
    public void revoke(OrgId org, String tokenId) {
        var now = clock.instant();
        var all = stored(org);
        var found = all.stream()
                .filter(kept -> kept.id().equals(tokenId))
                .findFirst()
                .orElseThrow(() -> LandfallException.notFound("There is no token with that id in this org."));
        if (administers(found, now)
                && all.stream().filter(kept -> administers(kept, now)).count() == 1) {
            throw LandfallException.conflict("The token '" + found.name()
                    + "' is the last one with the scope admin; make another before you revoke it.");
        }
        documents.update(
                org.value(),
                TokenRecord.sort(found.id()),
                TokenRecord.class,
                kept -> kept.revokedAt() == null ? kept.revoked(now) : kept);
    }

    /**
     * Who a token belongs to.
     *
     * @throws LandfallException UNAUTHENTICATED when it is none, wrong, revoked or over; FORBIDDEN when its scopes do not
     *     reach
     */
    public Member authenticate(String token, Access access) {
        var text = TokenText.parse(token).orElseThrow(Tokens::refused);
        var found = documents
                .find(text.org().value(), TokenRecord.sort(text.tokenId()), TokenRecord.class)
                .filter(kept -> text.hasHash(kept.value().sha256()))
                .orElseThrow(Tokens::refused);
        var kept = found.value();
        requireValid(kept);
        var member = new Member(text.org(), kept.id(), kept.name(), kept.scopes());
        member.requireAccess(access);
        noteUse(text.org(), found);
        return member;
    }

    private void requireValid(TokenRecord kept) {
        if (!kept.validAt(clock.instant())) {
            throw LandfallException.unauthenticated("The token '" + kept.name() + "' "
                    + (kept.revokedAt() == null ? "expired" : "was revoked") + "; use another one.");
        }
    }

    private void noteUse(OrgId org, Document<TokenRecord> found) {
        var now = clock.instant();
        var last = found.value().lastUsedAt();
        if (last == null || last.plus(LAST_USED_GRAIN).isBefore(now)) {
            var used = Documents.put(found.key().sort(), found.value().used(now), found.unchanged());
            if (documents.write(org.value(), used) instanceof BatchOutcome.Refused) {
                LOG.debug("Somebody else noted the use of a token");
            }
        }
    }

    private List<TokenRecord> stored(OrgId org) {
        return documents
                .list(RecordQuery.prefix(org.value(), TokenRecord.SORT_PREFIX, MAX_TOKENS), TokenRecord.class)
                .stream()
                .map(Document::value)
                .toList();
    }

    private static boolean administers(TokenRecord kept, Instant now) {
        return kept.validAt(now) && kept.scopes().contains(Scope.ADMIN);
    }

    private static List<Scope> scopes(NewToken wanted) {
        if (wanted.scopes().isEmpty()) {
            throw LandfallException.invalid("A token needs at least one scope: read, write or admin.");
        }
        return wanted.scopes().stream().distinct().sorted().toList();
    }

    private static @Nullable Instant expiry(Instant now, @Nullable Long seconds) {
        if (seconds == null) {
            return null;
        }
        if (seconds < 1 || seconds > LONGEST_LIFE.toSeconds()) {
            throw LandfallException.invalid(
                    "expiresInSeconds is 1 to " + LONGEST_LIFE.toSeconds() + ", not " + seconds + ".");
        }
        return now.plusSeconds(seconds);
    }

    private static LandfallException refused() {
        return LandfallException.unauthenticated(
                "The token is not one of this server's; send 'Authorization: Bearer lf_…' with a valid token.");
    }
}
