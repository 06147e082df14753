package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.job.JobStatus;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.org.PartitionNames;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.ResultDetail;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The addresses of jobs. */
public final class JobRoutes {

    private final Jobs jobs;
    private final PartitionNames names;
    private final Blobs blobs;

    public JobRoutes(Jobs jobs, PartitionNames names, Blobs blobs) {
        this.jobs = jobs;
        this.names = names;
        this.blobs = blobs;
    }

    record Cancel(@Nullable String reason) {}

    record Nothing() {}

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/jobs", Access.READ, this::list).paged("install", "project", "status"),
                Route.get("/v1/jobs/{job}", Access.READ, call -> ApiResponse.ok(JobShape.whole(view(call)))),
                Route.get("/v1/jobs/{job}/explain", Access.READ, this::explain),
                Route.get("/v1/jobs/{job}/plan", Access.READ, this::plan),
                Route.post("/v1/jobs/{job}/cancel", Access.WRITE, this::cancel),
                Route.post("/v1/jobs/{job}/retry", Access.WRITE, this::retry));
    }

    private ApiResponse list(Call call) {
        var status = call.query("status").map(JobRoutes::status);
        var after = call.page().after();
        int limit = call.page().limit();
        var page = WorkflowRoutes.partition(call, names)
                .map(partition -> jobs.list(partition, status, after, limit))
                .orElseGet(() -> jobs.newest(call.caller(Member.class).org(), status, after, limit));
        var items = page.items().stream().map(JobShape::line).toList();
        return ApiResponse.ok(Items.page(items, page.next().orElse(null)));
    }

    private ApiResponse explain(Call call) {
        var id = view(call).job().id();
        return ApiResponse.ok(Map.of(
                "job",
                id,
                "lines",
                jobs.explain(id).stream().map(JobShape.Line::of).toList()));
    }

    private ApiResponse plan(Call call) {
        var plan = view(call)
                .result()
                .map(JobResult::detail)
                .filter(ResultDetail.Plan.class::isInstance)
                .map(ResultDetail.Plan.class::cast)
                .orElseThrow(() -> LandfallException.notFound("The job made no plan."));
        return blobs.find(plan.displayBlob())
                .map(json -> ApiResponse.bytes("application/json", json))
                .orElseThrow(() -> LandfallException.notFound("The plan is not kept any more."));
    }

    private ApiResponse cancel(Call call) {
        var reason = Objects.requireNonNullElse(call.body(Cancel.class).reason(), "");
        return ApiResponse.ok(JobShape.whole(jobs.cancel(view(call).job().id(), reason, actor(call))));
    }

    private ApiResponse retry(Call call) {
        call.body(Nothing.class);
        return ApiResponse.ok(JobShape.whole(jobs.retry(view(call).job().id(), actor(call))));
    }

    private JobView view(Call call) {
        var id = new JobId(call.parameter("job"));
        var view = jobs.view(id);
        if (!view.job().org().equals(call.caller(Member.class).org())) {
            throw LandfallException.notFound("There is no job " + id + ".");
        }
        return view;
    }

    private static JobStatus status(String text) {
        return Arrays.stream(JobStatus.values())
                .filter(status -> status.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> LandfallException.invalid("status=… takes one of "
                        + Arrays.stream(JobStatus.values()).map(JobStatus::wire).collect(Collectors.joining(", "))
                        + "."));
    }

    private static Actor actor(Call call) {
        return Actor.token(call.caller(Member.class).tokenName());
    }
}
