package dev.landfall.integration.cost;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.outbox.EventMessage;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.integration.process.GitHubDelivery;
import dev.landfall.protocol.job.CiJobDefinition;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.Lease;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a push of one commit leads to, one step a call: its delivery, the evaluation of the commit, the job that this defines,
 * and its end. Requests come through the control plane's routes, as from a host; messages are taken by whoever calls.
 */
public final class JobPath {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String REPOSITORY = "https://github.com/example/shop.git";

    private final RoutedApi api;
    private final ControlPlane controlPlane;
    private final Function<QueueName, List<String>> messages;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final PlayedRunner runner;
    private final QueueName queue;
    private final String project;
    private final String webhook;
    private final String secret;
    private int deliveries;
    private PlayedRunner.@Nullable Attempt attempt;
    private @Nullable Lease ended;

    private JobPath(
            ControlPlane controlPlane, String token, String project, Function<QueueName, List<String>> messages) {
        this.controlPlane = controlPlane;
        this.messages = messages;
        this.project = project;
        api = new RoutedApi(controlPlane.router(), token);
        queue = QueueName.of(
                controlPlane.pools().require(controlPlane.orgs().getFirst().id(), null));
        var made = api.post("/v1/projects", Map.of("name", project, "repository", REPOSITORY));
        webhook = made.at("/webhook/path").asString();
        secret = made.at("/webhook/secret").asString();
        runner = PlayedRunner.join(api, project);
    }

    /**
     * Makes a project and a runner of the pool {@code default}.
     *
     * @param token of an admin of the one org
     * @param messages takes what waits in a queue and removes it there
     */
    public static JobPath of(
            ControlPlane controlPlane, String token, String project, Function<QueueName, List<String>> messages) {
        return new JobPath(controlPlane, token, project, messages);
    }

    /** A signed push is delivered and accepted. */
    public void deliver() {
        deliveries++;
        var delivery = GitHubDelivery.push("delivery-" + deliveries, REPOSITORY, "main", COMMIT);
        api.send("POST", webhook, delivery.headers(secret), delivery.body());
    }

    /** Somebody asks for a job. */
    public void ask() {
        api.post("/v1/projects/" + project + "/jobs", Map.of("name", "build", "command", "make"));
    }

    /** The job that was announced is claimed. */
    public void claim() {
        waiting.addAll(messages.apply(queue));
        attempt = runner.claim(waiting.remove());
    }

    /** The claimed job is an evaluation, and succeeds with one job. */
    public void endEvaluation() {
        var job = new CiJobDefinition(
                "build", ".landfall/jobs/build.yaml", "make", Map.of(), null, 600, List.of(), "all_success");
        end(new ResultDetail.Definitions(List.of(job), List.of()));
    }

    /** The claimed job succeeds. */
    public void end() {
        end(null);
    }

    /** The runner says that it is there, and what it runs. */
    public void beat() {
        runner.beat();
    }

    /** A chunk of the claimed job's log arrives. */
    public void log() {
        runner.log(held(), "1700000000000 o a line\n".getBytes(StandardCharsets.UTF_8));
    }

    /** The timer of the lease that has ended fires. */
    public void timer() {
        if (ended == null) {
            throw new IllegalStateException("no lease has ended");
        }
        controlPlane.events().handle(Json.writeString(EventMessage.lease(ended)));
    }

    /** A minute has passed. */
    public void tick() {
        controlPlane.tick().tick();
    }

    private void end(@Nullable ResultDetail detail) {
        runner.complete(held(), JobOutcome.SUCCEEDED, detail);
        ended = held().lease();
        attempt = null;
    }

    private PlayedRunner.Attempt held() {
        if (attempt == null) {
            throw new IllegalStateException("no job is claimed");
        }
        return attempt;
    }
}
