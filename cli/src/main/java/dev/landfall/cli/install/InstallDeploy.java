package dev.landfall.cli.install;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.workflow.Approving;
import dev.landfall.cli.workflow.WorkflowRun;
import dev.landfall.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deploy",
        description = {
            "Plan and apply an install, component by component. A plan with changes waits for an approval:",
            "on a terminal it is asked for here; in a pipe the command that approves is printed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall install deploy acme",
            "  landfall install deploy acme --component network --approve",
            "  landfall install deploy acme --no-wait"
        })
final class InstallDeploy implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "INSTALL", description = "Name or id of the install.")
    String install = "";

    @Option(names = "--component", paramLabel = "NAME", description = "Only this component; repeat it for more.")
    List<String> components = new ArrayList<>();

    @Option(
            names = "--operation",
            paramLabel = "OPERATION",
            description =
                    "Run under the role of this operation, such as break-glass. Needs a token of the scope admin.")
    @Nullable String operation;

    @Mixin
    Approving approving = new Approving();

    InstallDeploy(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode();
        if (!components.isEmpty()) {
            components.forEach(body.putArray("components")::add);
        }
        if (operation != null) {
            body.put("operation", operation);
        }
        var started = invocation.api().post(ApiPath.of("/v1/installs/{}/deploy", install), body);
        return new WorkflowRun(invocation, approving).follow(started);
    }
}
