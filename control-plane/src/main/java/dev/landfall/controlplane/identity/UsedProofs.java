package dev.landfall.controlplane.identity;

import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;

/** Remembers in a partition what was shown, until it ends by itself. Thread-safe. */
public final class UsedProofs {
    private static final String PREFIX = "used.";

    /** Each new entry takes this many old ones away, so that they cannot heap up. */
    private static final int SWEPT_EACH_TIME = 5;

    private final Documents documents;

    public UsedProofs(Documents documents) {
        this.documents = documents;
    }

    /**
     * @param partition of what it was shown to
     * @param owner who or what showed it: the thumbprint of a runner's key
     * @throws LandfallException UNAUTHENTICATED when it was shown before, by whomever
     */
    public void useOnce(String partition, String what, String owner, Instant until, Instant now) {
        if (!remember(partition, what, owner, until, now)) {
            throw replayed();
        }
    }

    /**
     * The same owner may show it again: clouds hand out the same token for hours.
     *
     * @throws LandfallException UNAUTHENTICATED when another owner showed it
     */
    public void bind(String partition, String what, String owner, Instant until, Instant now) {
        if (!remember(partition, what, owner, until, now) && !shownBy(owner, partition, sort(what, until))) {
            throw replayed();
        }
    }

    private boolean shownBy(String owner, String partition, String sort) {
        return documents
                .find(partition, sort, Used.class)
                .filter(used -> used.value().owner().equals(owner))
                .isPresent();
    }

    private boolean remember(String partition, String what, String owner, Instant until, Instant now) {
        var writes = new ArrayList<Write>();
        writes.add(Documents.put(sort(what, until), new Used(owner, until), Precondition.absent()));
        for (var old : documents.list(RecordQuery.prefix(partition, PREFIX, SWEPT_EACH_TIME), Used.class)) {
            if (old.value().until().isBefore(now)) {
                writes.add(new Write.Delete(old.key().sort(), Precondition.none()));
            }
        }
        return documents.write(partition, writes) instanceof BatchOutcome.Written;
    }

    /** What ends first sorts first. */
    private static String sort(String what, Instant until) {
        return PREFIX + String.format(Locale.ROOT, "%012d", until.getEpochSecond()) + "." + Sha256.hex(what);
    }

    private static LandfallException replayed() {
        return LandfallException.unauthenticated("This proof of identity was shown before; make a new one. A token that"
                + " another runner has shown cannot be used until the cloud gives out a new one.");
    }

    private record Used(String owner, Instant until) {}
}
