package dev.landfall.cli.runner;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.workflow.Following;
import dev.landfall.cli.workflow.WorkflowRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "shutdown",
        description = {
            "Let a runner finish its jobs, take no new ones, and end. It stays ended until somebody starts it again.",
            "With --machine its machine is powered off then, by the supervisor; a group of machines starts another.",
            "Unlike drain this is a signed job: the customer's policy may refuse it, and it is kept with who asked."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall runner shutdown rn_4hd", "  landfall runner shutdown rn_4hd --machine"})
final class RunnerShutdown implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "RUNNER", description = "Id of the runner.")
    String runner = "";

    @Option(names = "--machine", description = "Power off the machine too. It takes a token of scope admin.")
    boolean machine;

    @Mixin
    Following following = new Following();

    RunnerShutdown(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var address = machine ? "/v1/runners/{}/vm-shutdown" : "/v1/runners/{}/shutdown";
        var started = invocation.api().post(ApiPath.of(address, runner));
        return new WorkflowRun(invocation, following).follow(started);
    }
}
