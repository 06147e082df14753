package dev.landfall.cli.event;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "redeliver",
        description = "Handle a stored delivery again, as if it had come now.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall events redeliver web 72d3162e-cc78-11e3-81ab-4c9367dc0958")
final class EventRedeliver implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Name or id of the project.")
    String project = "";

    @Parameters(index = "1", paramLabel = "DELIVERY", description = "Id of the delivery, as 'events list' shows it.")
    String delivery = "";

    EventRedeliver(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var reply = invocation.api().post(ApiPath.of("/v1/events/{}/{}/redeliver", project, delivery));
        invocation.output().done(reply, "Redelivered. See: landfall events list " + project);
        return 0;
    }
}
