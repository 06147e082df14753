package dev.landfall.controlplane.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The states of a workflow.
 *
 * <pre>
 * from               to                 when
 * running            awaiting-approval  a step waits for a person
 * awaiting-approval  running            no step waits any more
 * running            succeeded          all steps ended, none failed
 * running            failed             all steps ended, one failed
 * running            cancelled          all steps ended after a cancel
 * awaiting-approval  succeeded, failed, cancelled  the same, with its last decision
 * failed, cancelled  running            somebody retries it
 * </pre>
 */
public enum WorkflowStatus {
    RUNNING,
    AWAITING_APPROVAL,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return switch (this) {
            case RUNNING, AWAITING_APPROVAL -> false;
            case SUCCEEDED, FAILED, CANCELLED -> true;
        };
    }

    /** Whether the table above has that row. */
    public boolean mayBecome(WorkflowStatus next) {
        return switch (this) {
            case RUNNING -> next != RUNNING;
            case AWAITING_APPROVAL -> next != AWAITING_APPROVAL;
            case FAILED, CANCELLED -> next == RUNNING;
            case SUCCEEDED -> false;
        };
    }

    /** As the API writes it: {@code awaiting-approval}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
