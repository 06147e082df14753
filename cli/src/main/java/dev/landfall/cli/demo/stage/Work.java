package dev.landfall.cli.demo.stage;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.job.LogReader;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Workflows and jobs of the story: start, approve what is shown, wait, read. */
public final class Work {

    /** Longest time that a workflow of the story takes on a slow machine. */
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

    private final Stage stage;

    public Work(Stage stage) {
        this.stage = stage;
    }

    /** Starts a workflow and gives its id. */
    public String start(String pattern, String... segments) {
        return stage.api()
                .post(ApiPath.of(pattern, segments))
                .at("/workflow/id")
                .asString("");
    }

    /** The workflow, when it waits for an approval or has ended. */
    public JsonNode settled(String workflow) {
        return Patience.until(
                "The end of workflow " + workflow,
                AT_MOST,
                () -> stage.get("/v1/workflows/{}", workflow),
                view -> ENDED.contains(status(view)) || !waiting(view).isEmpty());
    }

    /**
     * Approves each plan, exactly as it is shown, until the workflow has ended.
     *
     * @return the ended workflow
     */
    public JsonNode approveUntilEnd(String workflow) {
        var view = settled(workflow);
        while (!ENDED.contains(status(view))) {
            for (var step : waiting(view)) {
                approve(workflow, step, view);
            }
            view = settled(workflow);
        }
        return view;
    }

    /** Plans by the name of their step. */
    public static List<JsonNode> plans(JsonNode workflow) {
        var plans = new ArrayList<JsonNode>();
        for (var step : workflow.path("steps")) {
            if (step.path("plan").isObject() && step.path("job").isString()) {
                plans.add(step);
            }
        }
        return plans;
    }

    /**
     * What the plans of a workflow would change: {@code step address: actions}, from Terraform's own plan documents.
     */
    public Set<String> changes(JsonNode workflow) {
        var changes = new TreeSet<String>();
        for (var step : plans(workflow)) {
            var plan = stage.get("/v1/jobs/{}/plan", step.path("job").asString(""));
            for (var change : plan.path("resource_changes")) {
                var actions = change.at("/change/actions").toString();
                if (!actions.equals("[\"no-op\"]") && !actions.equals("[\"read\"]")) {
                    changes.add(name(step) + " " + change.path("address").asString("") + " " + actions);
                }
            }
        }
        return changes;
    }

    /** Every line of a job's log until its end. */
    public List<String> log(String job) {
        var lines = new ArrayList<String>();
        new LogReader(stage.api(), job, null)
                .read(true, line -> lines.add(line.path("text").asString("")));
        return lines;
    }

    /** The job, when it has ended. */
    public JsonNode ended(String job) {
        return Patience.until(
                "The end of job " + job,
                AT_MOST,
                () -> stage.get("/v1/jobs/{}", job),
                view -> !Set.of("queued", "running").contains(status(view)));
    }

    public static String status(JsonNode view) {
        return view.path("status").asString("");
    }

    public static String name(JsonNode step) {
        return step.path("name").asString("");
    }

    /** Ids of the jobs of steps whose name ends so. */
    public static List<String> jobs(JsonNode workflow, String suffix) {
        var jobs = new ArrayList<String>();
        for (var step : workflow.path("steps")) {
            if (name(step).endsWith(suffix) && step.path("job").isString()) {
                jobs.add(step.path("job").stringValue());
            }
        }
        return jobs;
    }

    private static List<JsonNode> waiting(JsonNode workflow) {
        var waiting = new ArrayList<JsonNode>();
        for (var step : workflow.path("steps")) {
            if (status(step).equals("awaiting-approval")) {
                waiting.add(step);
            }
        }
        return waiting;
    }

    private void approve(String workflow, JsonNode step, JsonNode view) {
        var digest =
                step.at("/approval/digest").asString(step.at("/plan/digest").asString(""));
        var transcript = stage.transcript();
        transcript.say(name(step) + " waits for a yes to this plan:");
        transcript.output(Plans.before(view, step));
        transcript.command("workflow approve " + workflow + " --step " + name(step) + " --digest " + digest);
        var body = Json.mapper().createObjectNode().put("step", name(step)).put("digest", digest);
        stage.api().post(ApiPath.of("/v1/workflows/{}/approve", workflow), body);
    }
}
