package dev.landfall.controlplane.project;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import java.util.List;
import java.util.Map;

/** The addresses of CI projects, their webhook secrets and their jobs. */
public final class ProjectRoutes {

    private final Projects projects;
    private final StartCiJob startCiJob;

    public ProjectRoutes(Projects projects, StartCiJob startCiJob) {
        this.projects = projects;
        this.startCiJob = startCiJob;
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/projects", Access.WRITE, this::create),
                Route.get("/v1/projects", Access.READ, this::list).paged(),
                Route.get("/v1/projects/{project}", Access.READ, call -> ApiResponse.ok(projects.view(project(call)))),
                Route.patch("/v1/projects/{project}", Access.WRITE, this::change),
                Route.delete("/v1/projects/{project}", Access.WRITE, this::delete),
                Route.post("/v1/projects/{project}/webhook-secrets", Access.WRITE, this::addSecret),
                Route.get("/v1/projects/{project}/webhook-secrets", Access.READ, this::listSecrets),
                Route.delete("/v1/projects/{project}/webhook-secrets/{secret}", Access.WRITE, this::deleteSecret),
                Route.post("/v1/projects/{project}/jobs", Access.WRITE, this::startJob));
    }

    private ApiResponse create(Call call) {
        return ApiResponse.created(projects.create(call.caller(Member.class).org(), call.body(ProjectSettings.class)));
    }

    private ApiResponse list(Call call) {
        var org = call.caller(Member.class).org();
        var page = projects.page(org, call.page());
        var items = page.entries().stream()
                .flatMap(entry -> projects.lookUp(org, entry.id()).stream())
                .map(projects::view)
                .toList();
        return ApiResponse.ok(Items.page(items, page.position()));
    }

    private ApiResponse change(Call call) {
        var org = call.caller(Member.class).org();
        return ApiResponse.ok(projects.change(org, call.parameter("project"), call.body(ProjectSettings.class)));
    }

    private ApiResponse delete(Call call) {
        projects.delete(call.caller(Member.class).org(), call.parameter("project"));
        return ApiResponse.noContent();
    }

    private ApiResponse addSecret(Call call) {
        var made = projects.addWebhookSecret(call.caller(Member.class).org(), call.parameter("project"));
        return ApiResponse.created(Map.of(
                "id",
                made.kept().id(),
                "secret",
                made.value(),
                "createdAt",
                made.kept().createdAt()));
    }

    private ApiResponse listSecrets(Call call) {
        return ApiResponse.ok(Items.all(project(call).webhookSecrets()));
    }

    private ApiResponse deleteSecret(Call call) {
        projects.deleteWebhookSecret(
                call.caller(Member.class).org(), call.parameter("project"), call.parameter("secret"));
        return ApiResponse.noContent();
    }

    private ApiResponse startJob(Call call) {
        var actor = Actor.token(call.caller(Member.class).tokenName());
        var started = startCiJob.start(project(call), call.body(StartCiJob.NewCiJob.class), actor);
        return ApiResponse.accepted(Map.of(
                "workflow", Map.of("id", started.id()),
                "job", Map.of("id", started.jobs().getFirst())));
    }

    private Project project(Call call) {
        return projects.require(call.caller(Member.class).org(), call.parameter("project"));
    }
}
