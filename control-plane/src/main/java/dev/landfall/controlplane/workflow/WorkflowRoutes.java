package dev.landfall.controlplane.workflow;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.org.PartitionNames;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.WorkflowId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The addresses of workflows. */
public final class WorkflowRoutes {

    private final Workflows workflows;
    private final PartitionNames names;

    public WorkflowRoutes(Workflows workflows, PartitionNames names) {
        this.workflows = workflows;
        this.names = names;
    }

    record Approve(@Nullable String step, @Nullable String digest) {}

    record Deny(@Nullable String step, @Nullable String reason) {}

    record Cancel(@Nullable String reason) {}

    record Retry(@Nullable String step) {}

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/workflows", Access.READ, this::list).paged("install", "project"),
                Route.get("/v1/workflows/{workflow}", Access.READ, this::show),
                Route.post("/v1/workflows/{workflow}/approve", Access.WRITE, this::approve),
                Route.post("/v1/workflows/{workflow}/deny", Access.WRITE, this::deny),
                Route.post("/v1/workflows/{workflow}/cancel", Access.WRITE, this::cancel),
                Route.post("/v1/workflows/{workflow}/retry", Access.WRITE, this::retry));
    }

    /**
     * The partition of the install or project that a list is asked for.
     *
     * @throws LandfallException INVALID when both are named; NOT_FOUND
     */
    static Optional<PartitionId> partition(Call call, PartitionNames names) {
        OrgId org = call.caller(Member.class).org();
        var install = call.query("install");
        var project = call.query("project");
        if (install.isPresent() && project.isPresent()) {
            throw LandfallException.invalid("Name an install or a project, not both.");
        }
        return install.map(name -> names.install(org, name)).or(() -> project.map(name -> names.project(org, name)));
    }

    private ApiResponse list(Call call) {
        var partition = partition(call, names)
                .orElseThrow(
                        () -> LandfallException.invalid("Name an install or a project: ?install=… or ?project=…."));
        var page = workflows.list(partition, call.page().after(), call.page().limit());
        var items = page.items().stream().map(WorkflowShape::line).toList();
        return ApiResponse.ok(Items.page(items, page.next().orElse(null)));
    }

    private ApiResponse show(Call call) {
        return ApiResponse.ok(WorkflowShape.whole(view(call)));
    }

    private ApiResponse approve(Call call) {
        var wish = call.body(Approve.class);
        return reply(workflows.approve(
                id(call), Optional.ofNullable(wish.step()), Optional.ofNullable(wish.digest()), actor(call)));
    }

    private ApiResponse deny(Call call) {
        var wish = call.body(Deny.class);
        return reply(workflows.deny(
                id(call),
                Optional.ofNullable(wish.step()),
                Objects.requireNonNullElse(wish.reason(), ""),
                actor(call)));
    }

    private ApiResponse cancel(Call call) {
        var wish = call.body(Cancel.class);
        return reply(workflows.cancel(id(call), Objects.requireNonNullElse(wish.reason(), ""), actor(call)));
    }

    private ApiResponse retry(Call call) {
        var wish = call.body(Retry.class);
        return reply(workflows.retry(id(call), Optional.ofNullable(wish.step()), actor(call)));
    }

    private WorkflowId id(Call call) {
        return view(call).workflow().id();
    }

    private WorkflowView view(Call call) {
        var id = new WorkflowId(call.parameter("workflow"));
        var view = workflows.view(id);
        if (!view.workflow().org().equals(call.caller(Member.class).org())) {
            throw LandfallException.notFound(
                    "There is no workflow " + id + "; it never was, or it is older than what is kept.");
        }
        return view;
    }

    private static Actor actor(Call call) {
        return Actor.token(call.caller(Member.class).tokenName());
    }

    private static ApiResponse reply(WorkflowView view) {
        return ApiResponse.ok(WorkflowShape.whole(view));
    }
}
