package dev.landfall.cli.app;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.formats.appconfig.ConfigSchema;
import dev.landfall.protocol.error.LandfallException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        description =
                "Print the JSON Schema of a file of app configs, for an editor that is not to ask a control plane.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall app schema component >component.schema.json"})
final class AppSchema implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TYPE", description = "What the file holds, such as component or stack.")
    String type = "";

    AppSchema(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var schema = ConfigSchema.of(type)
                .orElseThrow(() -> LandfallException.invalid("There is no schema of '" + type + "'; give one of "
                        + String.join(", ", ConfigSchema.types()) + "."));
        invocation.output().raw(schema + "\n");
        return 0;
    }
}
