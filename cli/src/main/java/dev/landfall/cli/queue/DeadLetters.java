package dev.landfall.cli.queue;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "dead-letters",
        description = "List the messages that could not be handled.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall queue dead-letters events", "  landfall queue dead-letters default"})
final class DeadLetters implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "QUEUE", description = "Name or id of a pool, or 'events'.")
    String queue = "";

    DeadLetters(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/queues/{}/dead-letters", queue)),
                        "No dead letters.",
                        List.of(
                                Column.of("ID", "/id"),
                                Column.of("RECEIVED", "/receiveCount"),
                                Column.age(
                                        "SENT", "/sentAt", invocation.output().ages()),
                                Column.age(
                                        "KEPT", "/keptAt", invocation.output().ages()),
                                Column.of("MESSAGE", "/message")));
        return 0;
    }
}
