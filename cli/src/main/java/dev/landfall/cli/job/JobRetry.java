package dev.landfall.cli.job;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = "Run a failed job again. An apply plans again and asks for approval again.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall job retry in_7kq.jb_3fz")
final class JobRetry implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    String job = "";

    JobRetry(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().post(ApiPath.of("/v1/jobs/{}/retry", job));
        invocation.output().done(reply, "Running " + job + " again.");
        return 0;
    }
}
