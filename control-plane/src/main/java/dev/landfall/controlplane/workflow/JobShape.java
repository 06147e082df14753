package dev.landfall.controlplane.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.audit.Transition;
import dev.landfall.controlplane.job.AttemptRecord;
import dev.landfall.controlplane.job.AttemptStatus;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.OutputValue;
import dev.landfall.protocol.job.PhaseReport;
import dev.landfall.protocol.job.ResultDetail;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs as the API shows them. */
final class JobShape {

    private JobShape() {}

    record AttemptShape(
            int number,
            AttemptStatus status,
            RunnerId runner,
            long fence,
            Instant claimedAt,
            @Nullable Instant endedAt,
            @Nullable Integer exitCode,
            @Nullable String reason,
            List<PhaseReport> phases) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shape(
            JobId id,
            String kind,
            String name,
            JobStatus status,
            WorkflowId workflow,
            String step,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String reason,
            @Nullable PoolId pool,
            @Nullable JobOperation operation,
            @Nullable JobIdentity identity,
            @Nullable List<AttemptShape> attempts,
            @Nullable Map<String, Object> outputs) {}

    /** A line of {@code explain}. */
    record Line(Instant at, Actor actor, String what, String reason) {

        static Line of(Transition transition) {
            var from = transition.from();
            var change = from == null ? transition.to() : from + " -> " + transition.to();
            return new Line(
                    transition.at(), transition.actor(), transition.subject() + ": " + change, transition.reason());
        }
    }

    static Shape line(JobRecord job) {
        return shape(job, null, null, null);
    }

    static Shape whole(JobView view) {
        return shape(
                view.job(),
                view.job().request().pool(),
                view.attempts().stream().map(JobShape::attempt).toList(),
                view.result().map(JobShape::outputs).orElse(null));
    }

    private static Shape shape(
            JobRecord job,
            @Nullable PoolId pool,
            @Nullable List<AttemptShape> attempts,
            @Nullable Map<String, Object> outputs) {
        return new Shape(
                job.id(),
                job.request().work().kindName(),
                job.request().name(),
                job.status(),
                job.workflow(),
                job.step(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                orNull(job.reason()),
                pool,
                pool == null ? null : job.request().operation(),
                pool == null || job.request().operation() == null
                        ? null
                        : job.request().identity(),
                attempts,
                outputs);
    }

    private static AttemptShape attempt(AttemptRecord attempt) {
        var result = attempt.result();
        return new AttemptShape(
                attempt.number(),
                attempt.status(),
                attempt.runner(),
                attempt.fence(),
                attempt.claimedAt(),
                attempt.endedAt(),
                result == null ? null : result.exitCode(),
                orNull(attempt.reason()),
                attempt.phases());
    }

    private static @Nullable Map<String, Object> outputs(JobResult result) {
        if (!(result.detail() instanceof ResultDetail.Outputs detail)) {
            return null;
        }
        var shown = new LinkedHashMap<String, Object>();
        detail.values().forEach((name, value) -> shown.put(name, shown(value)));
        return shown;
    }

    private static Object shown(OutputValue output) {
        var secret = output.secret();
        var value = output.value();
        if (secret != null) {
            return Map.of("secret", secret);
        }
        return value == null ? tools.jackson.databind.node.NullNode.getInstance() : value;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
