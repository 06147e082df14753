package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.org.Orgs;
import dev.landfall.controlplane.workflow.StartedWorkflow;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.formats.appconfig.ActionTrigger;
import dev.landfall.protocol.identity.JobOperation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The addresses of installs, of their workflows and of their actions. */
public final class InstallRoutes {

    private final Orgs orgs;
    private final Installs installs;
    private final AppConfigs configs;
    private final StartInstallWorkflow start;
    private final InstallViews views;

    public InstallRoutes(
            Orgs orgs,
            Installs installs,
            AppConfigs configs,
            StartInstallWorkflow start,
            Workflows workflows,
            Blobs blobs) {
        this.orgs = orgs;
        this.installs = installs;
        this.configs = configs;
        this.start = start;
        this.views = new InstallViews(installs, configs, workflows, blobs);
    }

    record Deploy(
            @Nullable List<String> components, @Nullable JobOperation operation) {}

    record RunAction(
            @Nullable Map<String, String> env, @Nullable JobOperation operation) {}

    record ActionView(String name, @Nullable String description, List<ActionTrigger> triggers) {}

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/installs", Access.WRITE, this::create),
                Route.get("/v1/installs", Access.READ, this::list).paged("app"),
                Route.get("/v1/installs/{install}", Access.READ, call -> ApiResponse.ok(views.of(install(call)))),
                Route.patch("/v1/installs/{install}", Access.WRITE, this::change),
                Route.delete("/v1/installs/{install}", Access.WRITE, this::delete),
                Route.post("/v1/installs/{install}/plan", Access.WRITE, this::plan),
                Route.post("/v1/installs/{install}/deploy", Access.WRITE, this::deploy),
                Route.post("/v1/installs/{install}/deprovision", Access.WRITE, this::deprovision),
                Route.get("/v1/installs/{install}/actions", Access.READ, this::actions),
                Route.post("/v1/installs/{install}/actions/{action}/runs", Access.WRITE, this::run));
    }

    private ApiResponse create(Call call) {
        var org = orgs.require(call.caller(Member.class).org());
        var wanted = call.body(NewInstall.class);
        if (wanted.account() != null) {
            call.caller(Member.class).requireAccess(Access.ADMIN);
        }
        return ApiResponse.created(views.of(installs.create(org, wanted)));
    }

    private ApiResponse list(Call call) {
        var org = call.caller(Member.class).org();
        var page = installs.page(org, call.page(), call.query("app"));
        var items = page.entries().stream()
                .flatMap(entry -> installs.lookUp(org, entry.id()).stream())
                .map(views::of)
                .toList();
        return ApiResponse.ok(Items.page(items, page.position()));
    }

    private ApiResponse change(Call call) {
        var org = call.caller(Member.class).org();
        return ApiResponse.ok(
                views.of(installs.change(org, call.parameter("install"), call.body(InstallChange.class))));
    }

    private ApiResponse delete(Call call) {
        start.requireIdle(install(call));
        installs.delete(call.caller(Member.class).org(), call.parameter("install"));
        return ApiResponse.noContent();
    }

    private ApiResponse plan(Call call) {
        call.body(Nothing.class);
        return started(start.plan(install(call), actor(call)));
    }

    private ApiResponse deploy(Call call) {
        var wanted = call.body(Deploy.class);
        var components = Objects.requireNonNullElse(wanted.components(), List.<String>of());
        return started(start.deploy(install(call), components, asked(call, wanted.operation()), actor(call)));
    }

    private ApiResponse deprovision(Call call) {
        call.body(Nothing.class);
        return started(start.deprovision(install(call), actor(call)));
    }

    private ApiResponse actions(Call call) {
        var install = install(call);
        var actions = configs.load(install.app(), install.configVersion()).config().actions().stream()
                .map(action -> new ActionView(action.name(), action.description(), action.triggers()))
                .toList();
        return ApiResponse.ok(Items.all(actions));
    }

    private ApiResponse run(Call call) {
        var wanted = call.body(RunAction.class);
        var env = Objects.requireNonNullElse(wanted.env(), Map.<String, String>of());
        var operation = asked(call, wanted.operation());
        return started(start.run(install(call), call.parameter("action"), env, operation, actor(call)));
    }

    /** Another role than the one that the rules choose is for those who also give roles. */
    private static @Nullable JobOperation asked(Call call, @Nullable JobOperation operation) {
        if (operation != null) {
            call.caller(Member.class).requireAccess(Access.ADMIN);
        }
        return operation;
    }

    private Install install(Call call) {
        return installs.require(call.caller(Member.class).org(), call.parameter("install"));
    }

    private static Actor actor(Call call) {
        return Actor.token(call.caller(Member.class).tokenName());
    }

    private static ApiResponse started(StartedWorkflow started) {
        return ApiResponse.accepted(Map.of("workflow", Map.of("id", started.id())));
    }

    /** A body without members. */
    record Nothing() {}
}
