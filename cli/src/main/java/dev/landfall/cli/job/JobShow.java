package dev.landfall.cli.job;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Ages;
import dev.landfall.cli.output.Column;
import dev.landfall.cli.output.Sheet;
import dev.landfall.cli.role.IdentityText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = "Show a job: its attempts, their phases, its outputs.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall job show in_7kq.jb_3fz")
final class JobShow implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    String job = "";

    JobShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var output = invocation.output();
        var reply = invocation.api().get(ApiPath.of("/v1/jobs/{}", job));
        output.one(reply, sheet -> draw(sheet, reply, output.ages()));
        return 0;
    }

    private static void draw(Sheet sheet, JsonNode job, Ages ages) {
        sheet.field("Job", job, "/id")
                .field("Kind", job, "/kind")
                .field("Name", job, "/name")
                .field("Status", job, "/status")
                .field("Reason", job, "/reason")
                .field("Pool", job, "/pool")
                .field("Operation", job, "/operation")
                .field("Identity", IdentityText.of(job.path("identity")))
                .field("Workflow", job, "/workflow")
                .field("Step", job, "/step")
                .field("Created", job, "/createdAt")
                .field(
                        "Took",
                        ages.span(
                                job.path("startedAt").asString(""),
                                job.path("endedAt").asString("")));
        sheet.table("Attempts", job.path("attempts"), attempts());
        job.path("attempts")
                .forEach(attempt -> sheet.table(
                        "Phases of attempt " + attempt.path("number").asString(""),
                        attempt.path("phases"),
                        phases(ages)));
        sheet.lines("Outputs", OutputLines.of(job.path("outputs")));
    }

    private static List<Column> attempts() {
        return List.of(
                Column.of("#", "/number"),
                Column.of("STATUS", "/status"),
                Column.of("RUNNER", "/runner"),
                Column.of("CLAIMED", "/claimedAt"),
                Column.of("EXIT", "/exitCode"),
                Column.of("REASON", "/reason"));
    }

    private static List<Column> phases(Ages ages) {
        return List.of(
                Column.of("PHASE", "/phase"),
                Column.of("STARTED", "/startedAt"),
                new Column(
                        "TOOK",
                        phase -> ages.span(
                                phase.path("startedAt").asString(""),
                                phase.path("endedAt").asString(""))));
    }
}
