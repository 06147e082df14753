package dev.landfall.cli.runner;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.release.ManifestFile;
import dev.landfall.cli.workflow.Following;
import dev.landfall.cli.workflow.WorkflowRun;
import dev.landfall.protocol.json.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "update",
        description = {
            "Put another version of a runner in its place: jobs end first, the new version must be heard of, or the old one comes back.",
            "The machine takes only what its release key signed and its policy allows."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall runner update rn_4hd --release release.jws --from https://artifacts.example.com/landfall",
        })
final class RunnerUpdate implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "RUNNER", description = "Id of the runner.")
    String runner = "";

    @Option(
            names = "--release",
            required = true,
            paramLabel = "FILE",
            description = "Signed manifest of the version, as 'landfall release sign' wrote it.")
    Path release = Path.of("");

    @Option(
            names = "--from",
            required = true,
            paramLabel = "URL",
            description = "Address below which the archives lie; the runner's machine fetches from there.")
    String from = "";

    @Mixin
    Following following = new Following();

    RunnerUpdate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var manifest = ManifestFile.read(invocation.surroundings().resolve(release));
        var body = Json.mapper().createObjectNode().put("manifest", manifest).put("from", from);
        var started = invocation.api().post(ApiPath.of("/v1/runners/{}/update", runner), body);
        return new WorkflowRun(invocation, following).follow(started);
    }
}
