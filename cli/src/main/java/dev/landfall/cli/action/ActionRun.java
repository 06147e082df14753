package dev.landfall.cli.action;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.job.LogPrinter;
import dev.landfall.cli.job.LogReader;
import dev.landfall.cli.workflow.Following;
import dev.landfall.cli.workflow.WorkflowRun;
import dev.landfall.cli.workflow.WorkflowWatch;
import dev.landfall.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "run",
        description = "Run an action of an install now, and print its log.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall action run acme smoke", "  landfall action run acme smoke --env LEVEL=deep --no-wait"})
final class ActionRun implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    @Parameters(index = "1", paramLabel = "ACTION", description = "Name of the action.")
    String action = "";

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "Environment variable for its steps; repeat it for more. Not for secrets.")
    Map<String, String> env = new LinkedHashMap<>();

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            description =
                    "Run under the role of this operation, such as break-glass. Needs a token of the scope admin.")
    @Nullable String operation;

    @Mixin
    Following following = new Following();

    ActionRun(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode();
        if (!env.isEmpty()) {
            env.forEach(body.putObject("env")::put);
        }
        if (operation != null) {
            body.put("operation", operation);
        }
        var started = invocation.api().post(ApiPath.of("/v1/installs/{}/actions/{}/runs", install, action), body);
        if (following.waits() && !invocation.output().isJson()) {
            printLog(started.at("/workflow/id").asString(""));
        }
        return new WorkflowRun(invocation, following).follow(started);
    }

    private void printLog(String workflow) {
        try (var progress = invocation.progress()) {
            var view = new WorkflowWatch(invocation.api(), workflow, progress)
                    .until(each -> !job(each).isEmpty());
            progress.clear();
            if (!job(view).isEmpty()) {
                var printer = new LogPrinter(invocation.surroundings(), invocation.output(), false);
                new LogReader(invocation.api(), job(view), null).read(true, printer::print);
            }
        }
    }

    private static String job(JsonNode workflow) {
        for (var step : workflow.path("steps")) {
            if (step.path("job").isString()) {
                return step.path("job").stringValue();
            }
        }
        return "";
    }
}
