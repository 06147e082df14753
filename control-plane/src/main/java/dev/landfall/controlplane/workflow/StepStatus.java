package dev.landfall.controlplane.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The states of a step.
 *
 * <pre>
 * from               to                 when
 * pending            running            its dependencies ended as its condition asks, and its job is queued
 * pending            awaiting-approval  the same, and a person must decide
 * pending            succeeded          the same, and there is nothing to do
 * pending            failed             its rules refuse it
 * pending            skipped            its condition does not hold, or its rules skip it
 * pending            cancelled          the workflow was cancelled
 * running            succeeded, failed, cancelled   its job ended
 * awaiting-approval  succeeded          approved
 * awaiting-approval  failed             denied
 * awaiting-approval  cancelled          the workflow was cancelled
 * any that ended     pending            a retry runs it again
 * </pre>
 */
public enum StepStatus {
    PENDING,
    RUNNING,
    AWAITING_APPROVAL,
    SUCCEEDED,
    FAILED,
    SKIPPED,
    CANCELLED;

    public boolean ended() {
        return switch (this) {
            case PENDING, RUNNING, AWAITING_APPROVAL -> false;
            case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> true;
        };
    }

    /** Whether the table above has that row. */
    public boolean mayBecome(StepStatus next) {
        return switch (this) {
            case PENDING -> next != PENDING;
            case RUNNING, AWAITING_APPROVAL -> next == SUCCEEDED || next == FAILED || next == CANCELLED;
            case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> next == PENDING;
        };
    }

    /** As the API writes it: {@code awaiting-approval}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
