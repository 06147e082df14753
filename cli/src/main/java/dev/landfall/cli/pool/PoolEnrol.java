package dev.landfall.cli.pool;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "enrol",
        description = "Make an enrolment token: it lets one runner join the pool, within an hour.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall pool enrol default")
final class PoolEnrol implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "POOL", description = "Name or id of the pool.")
    String pool = "";

    PoolEnrol(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().post(ApiPath.of("/v1/pools/{}/enrolment-tokens", pool));
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("Token", reply, "/enrolmentToken")
                                .field("Expires", reply, "/expiresAt")
                                .lines(
                                        "Next, on the runner's machine",
                                        List.of("landfall runner register --server "
                                                + invocation.settings().server() + "    # and paste the token")));
        return 0;
    }
}
