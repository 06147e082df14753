package dev.landfall.cli.dev;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.functionslocal.backup.DataBackup;
import dev.landfall.protocol.json.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = "Make a folder of all state from a backup file. The folder must be new or empty.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall dev restore landfall-backup.zip --data /srv/landfall")
final class DevRestore implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    DevOptions options = new DevOptions();

    @Parameters(paramLabel = "FILE", description = "The backup file.")
    Path file = Path.of("");

    DevRestore(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var data = options.config(invocation.surroundings()).data();
        DataBackup.restore(invocation.surroundings().resolve(file), data);
        var reply = Json.mapper().createObjectNode().put("data", data.toString());
        invocation.output().done(reply, "Restored into " + data + ". Start it with: landfall dev --data " + data);
        return 0;
    }
}
