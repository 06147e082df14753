package dev.landfall.cli.runner;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "drain",
        description = "Let a runner finish its jobs and take no new ones.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall runner drain rn_4hd", "  landfall runner drain rn_4hd --undo"})
final class RunnerDrain implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "RUNNER", description = "Id of the runner.")
    String runner = "";

    @Option(names = "--undo", description = "Let it take jobs again.")
    boolean undo;

    RunnerDrain(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode().put("drain", !undo);
        var reply = invocation.api().post(ApiPath.of("/v1/runners/{}/drain", runner), body);
        invocation
                .output()
                .done(
                        reply,
                        undo ? runner + " takes jobs again." : runner + " finishes its jobs and takes no new ones.");
        return 0;
    }
}
