package dev.landfall.cli.job;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.invocation.Reason;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "cancel",
        description = "Cancel a job: interrupt it, then end its processes.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall job cancel in_7kq.jb_3fz --reason 'wrong branch'")
final class JobCancel implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "JOB", description = "Id of the job.")
    String job = "";

    @Mixin
    Reason reason = new Reason();

    JobCancel(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().post(ApiPath.of("/v1/jobs/{}/cancel", job), reason.body());
        invocation.output().done(reply, "Cancelling " + job + ". Follow it with: landfall job show " + job);
        return 0;
    }
}
