package dev.landfall.cli.keys;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = {
            "List the keys that sign jobs, and until when what they signed is believed.",
            "SIGNING signs now, NEXT begins later, PREVIOUS is only believed; EXPIRED and UNUSABLE are not."
        },
        footerHeading = "%nExamples:%n",
        footer = "  landfall keys list")
final class KeysList implements Callable<Integer> {

    private final Invocation invocation;

    KeysList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/signing-keys")),
                        "No signing keys.",
                        List.of(
                                Column.of("STATE", "/state"),
                                Column.of("KEY", "/key"),
                                Column.of("FROM", "/notBefore"),
                                Column.of("UNTIL", "/notAfter"),
                                Column.of("ADDED BY", "/addedBy"),
                                Column.of("PROBLEM", "/problem")));
        return 0;
    }
}
