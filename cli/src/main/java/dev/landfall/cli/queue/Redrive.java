package dev.landfall.cli.queue;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "redrive",
        description = "Put dead letters back on their queue.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall queue redrive events", "  landfall queue redrive default --id dl_1 --id dl_2"})
final class Redrive implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "QUEUE", description = "Name or id of a pool, or 'events'.")
    String queue = "";

    @Option(names = "--id", paramLabel = "ID", description = "Only this one; repeat it for more. All without it.")
    List<String> ids = new ArrayList<>();

    Redrive(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode();
        if (!ids.isEmpty()) {
            ids.forEach(body.putArray("ids")::add);
        }
        var reply = invocation.api().post(ApiPath.of("/v1/queues/{}/redrive", queue), body);
        invocation.output().done(reply, "Put back " + reply.path("redriven").asInt(0) + " messages.");
        return 0;
    }
}
