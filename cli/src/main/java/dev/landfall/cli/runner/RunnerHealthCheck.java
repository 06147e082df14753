package dev.landfall.cli.runner;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import dev.landfall.cli.output.Sheet;
import dev.landfall.cli.workflow.Following;
import dev.landfall.cli.workflow.WorkflowRun;
import dev.landfall.cli.workflow.WorkflowWatch;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "health-check",
        description = {
            "Have a runner look at its disk, clock, tools, queue and control plane, and print what it found.",
            "Ends with 1 when something is wrong."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall runner health-check rn_4hd", "  landfall runner health-check rn_4hd --output json"})
final class RunnerHealthCheck implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "RUNNER", description = "Id of the runner.")
    String runner = "";

    @Mixin
    Following following = new Following();

    RunnerHealthCheck(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var started = invocation.api().post(ApiPath.of("/v1/runners/{}/health-check", runner));
        if (!following.waits()) {
            return new WorkflowRun(invocation, following).follow(started);
        }
        try (var progress = invocation.progress()) {
            var workflow = started.at("/workflow/id").asString("");
            new WorkflowWatch(invocation.api(), workflow, progress).until(view -> false);
        }
        var job = invocation
                .api()
                .get(ApiPath.of("/v1/jobs/{}", started.at("/job/id").asString("")));
        invocation.output().one(job, sheet -> draw(sheet, job));
        return job.path("status").asString("").equals("succeeded") ? 0 : 1;
    }

    private static void draw(Sheet sheet, JsonNode job) {
        sheet.field("Job", job, "/id")
                .field("Status", job, "/status")
                .field("Reason", job, "/reason")
                .field("Version", job, "/outputs/version")
                .field("Up for (s)", job, "/outputs/uptimeSeconds");
        sheet.table("Checks", job.at("/outputs/checks"), columns());
    }

    private static List<Column> columns() {
        return List.of(Column.of("CHECK", "/name"), Column.of("WELL", "/well"), Column.of("FOUND", "/detail"));
    }
}
