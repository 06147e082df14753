package dev.landfall.cli.job;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description =
                "Show the whole path of a job, with times and reasons: event, workflow, queue, claim, phases, end.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall job explain in_7kq.jb_3fz")
final class JobExplain implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    String job = "";

    JobExplain(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().get(ApiPath.of("/v1/jobs/{}/explain", job));
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("Job", job)
                                .table(
                                        "Path",
                                        reply.path("lines"),
                                        List.of(
                                                Column.of("AT", "/at"),
                                                Column.of("ACTOR", "/actor"),
                                                Column.of("WHAT", "/what"),
                                                Column.of("REASON", "/reason"))));
        return 0;
    }
}
