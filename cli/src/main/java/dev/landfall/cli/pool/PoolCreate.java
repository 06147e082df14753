package dev.landfall.cli.pool;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description =
                "Make a runner pool and its queue. The enrolment token lets one runner join; it is shown this once.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall pool create builds")
final class PoolCreate implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", description = "Name of the pool.")
    String name = "";

    PoolCreate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation
                .api()
                .post(ApiPath.of("/v1/pools"), Json.mapper().createObjectNode().put("name", name));
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("Pool", reply, "/name")
                                .field("Id", reply, "/id")
                                .field("Token", reply, "/enrolmentToken")
                                .lines(
                                        "Next, on the runner's machine",
                                        List.of("landfall runner register --server "
                                                + invocation.settings().server() + "    # and paste the token")));
        return 0;
    }
}
