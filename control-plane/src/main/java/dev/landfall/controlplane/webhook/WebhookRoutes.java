package dev.landfall.controlplane.webhook;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.project.Project;
import dev.landfall.controlplane.project.Projects;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.ProjectId;
import dev.landfall.protocol.id.WorkflowId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The address that GitHub delivers to, and the list of what it delivered. */
public final class WebhookRoutes {

    /** Largest delivery; GitHub's own limit is 25 MB, which no function platform passes. */
    static final int MAX_BODY_BYTES = 5 * 1024 * 1024;

    private final Projects projects;
    private final Deliveries deliveries;

    public WebhookRoutes(
            Projects projects,
            Documents documents,
            Blobs blobs,
            Outbox outbox,
            Workflows workflows,
            InstantSource clock) {
        this.projects = projects;
        this.deliveries = new Deliveries(documents, blobs, outbox, workflows, clock);
    }

    record EventView(
            String id,
            String event,
            Instant receivedAt,
            Delivery.Status status,
            @Nullable String reason,
            @Nullable WorkflowId workflow,
            int redeliveries) {

        static EventView of(Delivery delivery) {
            return new EventView(
                    delivery.id(),
                    delivery.event(),
                    delivery.receivedAt(),
                    delivery.status(),
                    delivery.reason(),
                    delivery.workflow(),
                    delivery.redeliveries());
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/webhooks/github/{project}", Access.PUBLIC, this::receive)
                        .bodyUpTo(MAX_BODY_BYTES),
                Route.get("/v1/events", Access.READ, this::list).paged("project"),
                Route.post("/v1/events/{project}/{delivery}/redeliver", Access.WRITE, this::redeliver));
    }

    private ApiResponse receive(Call call) {
        var project = projects.find(new ProjectId(call.parameter("project")))
                .map(Document::value)
                .orElseThrow(() -> LandfallException.notFound(
                        "There is no project at this webhook address; 'landfall project show' prints the right one."));
        var request = call.request();
        requireSignature(project, request);
        if (request.header("x-github-event").filter("ping"::equals).isPresent()) {
            return ApiResponse.ok(Map.of("status", "pong"));
        }
        var raw = new RawDelivery(
                request.header("x-github-delivery").orElse(""),
                request.header("x-github-event").orElse(""),
                request.header("content-type").orElse("application/json"),
                request.body());
        return reply(deliveries.receive(project, raw));
    }

    private void requireSignature(Project project, ApiRequest request) {
        var signature = request.header("x-hub-signature-256")
                .orElseThrow(() -> LandfallException.unauthenticated("The delivery has no X-Hub-Signature-256; set the"
                        + " project's webhook secret in the repository's webhook settings."));
        if (!GitHubSignature.matches(request.body(), signature, projects.webhookSecretValues(project))) {
            throw LandfallException.unauthenticated(
                    "The delivery's signature was made with none of the project's webhook"
                            + " secrets; set the secret in the repository's webhook settings anew.");
        }
    }

    private ApiResponse list(Call call) {
        var project = projects.require(call.caller(Member.class).org(), call.requireQuery("project"));
        var page = deliveries.page(project, call.page());
        var items = page.deliveries().stream().map(EventView::of).toList();
        return ApiResponse.ok(Items.page(items, page.position()));
    }

    private ApiResponse redeliver(Call call) {
        var member = call.caller(Member.class);
        var project = projects.require(member.org(), call.parameter("project"));
        return reply(deliveries.redeliver(project, call.parameter("delivery"), Actor.token(member.tokenName())));
    }

    private static ApiResponse reply(Receipt receipt) {
        return switch (receipt.status()) {
            case ACCEPTED, IGNORED, DUPLICATE -> ApiResponse.accepted(receipt);
            case REJECTED -> ApiResponse.error(ErrorKind.INVALID, String.valueOf(receipt.reason()), List.of());
        };
    }
}
