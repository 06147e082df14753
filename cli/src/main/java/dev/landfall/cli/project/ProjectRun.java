package dev.landfall.cli.project;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.job.LogPrinter;
import dev.landfall.cli.job.LogReader;
import dev.landfall.cli.workflow.Following;
import dev.landfall.cli.workflow.WorkflowRun;
import dev.landfall.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "run",
        description = {
            "Run a CI job of a project now, and print its log. It ends with the job's result: 0 or 1.",
            "With --ref the commit is checked out; without it the job starts in an empty folder."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall project run web --command 'make test' --ref main",
            "  landfall project run web --command ./nightly --ref v2 --name nightly --no-wait",
            "  landfall project run web --command deploy --env 'TOKEN=${secret:web:deploy-token}'"
        })
final class ProjectRun implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    @Option(names = "--command", required = true, paramLabel = "TEXT", description = "What to run, by the shell.")
    String command = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the job.")
    String name = "manual";

    @Option(names = "--ref", paramLabel = "REF", description = "Branch, tag or commit to check out.")
    @Nullable String ref;

    @Option(names = "--working-directory", paramLabel = "DIR", description = "Folder of the checkout to start in.")
    @Nullable String workingDirectory;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Longest time that it may take.")
    @Nullable Integer timeoutSeconds;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "Environment variable; repeat it for more. A secret goes as ${secret:path:key}.")
    Map<String, String> env = new LinkedHashMap<>();

    @Mixin
    Following following = new Following();

    ProjectRun(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var started = invocation.api().post(ApiPath.of("/v1/projects/{}/jobs", project), body());
        var job = started.at("/job/id").asString("");
        if (following.waits() && !invocation.output().isJson()) {
            invocation.output().say("Job " + job);
            var printer = new LogPrinter(invocation.surroundings(), invocation.output(), false);
            new LogReader(invocation.api(), job, null).read(true, printer::print);
        }
        return new WorkflowRun(invocation, following).follow(started);
    }

    private ObjectNode body() {
        var body = Json.mapper().createObjectNode().put("name", name).put("command", command);
        if (!env.isEmpty()) {
            env.forEach(body.putObject("env")::put);
        }
        if (ref != null) {
            body.put("ref", ref);
        }
        if (workingDirectory != null) {
            body.put("workingDirectory", workingDirectory);
        }
        if (timeoutSeconds != null) {
            body.put("timeoutSeconds", timeoutSeconds);
        }
        return body;
    }
}
