package dev.landfall.protocol.lease;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.queue.QueueAccess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param orders what to do with each held job
 * @param drain whether the runner is asked to take no more jobs and end when the last is done
 * @param queue renewed access to the pool's queue
 * @param token the runner's renewed access token, to use from now on
 * @param serverTime the control plane's clock; absent from one that is a version older
 * @param announced jobs that wait for this runner alone ({@link dev.landfall.protocol.job.RunnerWork}), to be claimed like
 *     those of the queue; repeated until they are
 */
public record HeartbeatReply(
        Map<JobId, Order> orders,
        boolean drain,
        QueueAccess queue,
        String token,
        @Nullable Instant serverTime,
        List<QueueMessage> announced) {

    /** The answer for one lease. */
    public enum Order {
        /** Renewed. */
        CONTINUE,
        /** Renewed; interrupt the job, then kill it after its grace, and report it as cancelled. */
        CANCEL,
        /** The fencing number is stale or the job has ended: stop at once, report nothing. */
        LOST
    }

    public HeartbeatReply {
        orders = orders == null ? Map.of() : Map.copyOf(orders);
        announced = announced == null ? List.of() : List.copyOf(announced);
    }
}
