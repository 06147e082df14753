package dev.landfall.controlplane.runners;

import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Locale;

/** Remembers in the pool's partition what was shown, until it ends by itself. Thread-safe. */
final class UsedProofs {
    private static final String PREFIX = "used.";

    /** Each new entry takes this many old ones away, so that they cannot heap up. */
    private static final int SWEPT_EACH_TIME = 5;

    private final Documents documents;

    UsedProofs(Documents documents) {
        this.documents = documents;
    }

    /**
     * @param owner thumbprint of the key that showed it
     * @throws LandfallException UNAUTHENTICATED when it was shown before, by whomever
     */
    void useOnce(PoolId pool, String what, String owner, Instant until, Instant now) {
        if (!remember(pool, what, owner, until, now)) {
            throw replayed();
        }
    }

    /**
     * The same owner may show it again: clouds hand out the same token for hours.
     *
     * @throws LandfallException UNAUTHENTICATED when another owner showed it
     */
    void bind(PoolId pool, String what, String owner, Instant until, Instant now) {
        if (!remember(pool, what, owner, until, now) && !shownBy(owner, pool, sort(what, until))) {
            throw replayed();
        }
    }

    private boolean shownBy(String owner, PoolId pool, String sort) {
        return documents
                .find(pool.value(), sort, Used.class)
                .filter(used -> used.value().owner().equals(owner))
                .isPresent();
    }

    private boolean remember(PoolId pool, String what, String owner, Instant until, Instant now) {
        var writes = new ArrayList<Write>();
        writes.add(Documents.put(sort(what, until), new Used(owner, until), Precondition.absent()));
        for (var old : documents.list(RecordQuery.prefix(pool.value(), PREFIX, SWEPT_EACH_TIME), Used.class)) {
            if (old.value().until().isBefore(now)) {
                writes.add(new Write.Delete(old.key().sort(), Precondition.none()));
            }
        }
        return documents.write(pool.value(), writes) instanceof BatchOutcome.Written;
    }

    /** What ends first sorts first. */
    private static String sort(String what, Instant until) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return PREFIX + String.format(Locale.ROOT, "%012d", until.getEpochSecond()) + "."
                    + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static LandfallException replayed() {
        return LandfallException.unauthenticated("This proof of identity was shown before; make a new one. A token that"
                + " another runner has shown cannot be used until the cloud gives out a new one.");
    }

    private record Used(String owner, Instant until) {}
}
