package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.WorkflowId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A workflow as it stands; its steps are records of their own.
 *
 * @param kind names its rules: {@code deploy}, {@code ci}, …
 * @param trigger what started it, for people: {@code push to main}, {@code landfall install deploy}
 * @param actor who started it
 * @param params what its rules want to know again
 * @param stepCount how many steps it has so far
 * @param unbornCount how many further ones wait to be made
 * @param cancelReason null unless it is being or was cancelled
 * @param reason why it ended as it did; empty while it runs and after success
 */
public record WorkflowRecord(
        WorkflowId id,
        OrgId org,
        String kind,
        Changing changing,
        String trigger,
        Actor actor,
        JsonNode params,
        WorkflowStatus status,
        int stepCount,
        int unbornCount,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String cancelReason,
        String reason) {
    WorkflowRecord counting(int steps, int unborn) {
        return new WorkflowRecord(
                id,
                org,
                kind,
                changing,
                trigger,
                actor,
                params,
                status,
                steps,
                unborn,
                createdAt,
                endedAt,
                cancelReason,
                reason);
    }

    WorkflowRecord as(WorkflowStatus next, @Nullable Instant ended, String why) {
        return new WorkflowRecord(
                id,
                org,
                kind,
                changing,
                trigger,
                actor,
                params,
                next,
                stepCount,
                unbornCount,
                createdAt,
                ended,
                cancelReason,
                why);
    }

    WorkflowRecord cancelling(@Nullable String why) {
        return new WorkflowRecord(
                id,
                org,
                kind,
                changing,
                trigger,
                actor,
                params,
                status,
                stepCount,
                unbornCount,
                createdAt,
                endedAt,
                why,
                reason);
    }
}
