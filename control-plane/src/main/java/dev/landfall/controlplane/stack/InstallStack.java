package dev.landfall.controlplane.stack;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.stack.StackStatement;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stack of an install, kept in its partition under {@value #SORT}.
 *
 * <pre>
 * none ──call──> waiting ──the vendor names its account──> active ──call of its deletion──> deleted
 *   │  ^────call of its deletion───┘                            ^                               │
 *   └─────────call from the account that the vendor named before┴───────────────a new stack─────┘
 * </pre>
 *
 * @param account that the vendor named; null while none is
 * @param caller who made the calls: the name of a role of AWS, the principal of an identity of Azure; null before the first, and while the next may be another's
 * @param statement the last; null before the first
 * @param calledAt when that was; null before the first
 */
public record InstallStack(
        Status status,
        @Nullable String account,
        @Nullable String caller,
        @Nullable StackStatement statement,
        @Nullable Instant calledAt) {

    public static final String SORT = "stack";

    /** Of an install whose stack never called. */
    public static final InstallStack NONE = new InstallStack(Status.NONE, null, null, null, null);

    /**
     * Of an install whose account is known before its stack called.
     *
     * @throws LandfallException INVALID when it is no account
     */
    public static InstallStack pinnedTo(String account) {
        return StackChange.named(NONE, account);
    }

    /** Where a stack stands. */
    public enum Status {
        NONE,
        /** It called from an account that nobody has confirmed; nothing of it is used. */
        WAITING,
        ACTIVE,
        /** The customer deleted it, and the runner with it. */
        DELETED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The stack among the documents of an install's partition.
     *
     * @param documents by sort key, as a workflow's rules asked for them
     */
    public static InstallStack among(Map<String, StoredRecord> documents) {
        var stored = documents.get(SORT);
        return stored == null
                ? NONE
                : Documents.read(stored, InstallStack.class).value();
    }

    /**
     * @throws LandfallException FORBIDDEN when the customer deleted it
     */
    public void requireNotDeleted() {
        if (status == Status.DELETED) {
            throw LandfallException.forbidden("The customer deleted the install's stack at " + calledAt
                    + ", and its runner with it; nothing runs there until a new stack has called home.");
        }
    }

    /** Whether a statement is of the stack that called last. */
    boolean isSame(StackStatement other) {
        return statement != null && statement.stack().equals(other.stack());
    }
}
