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
        name = "backup",
        description = {
            "Write all state of a control plane on this machine into one file, while it runs.",
            "The file holds its keys and secrets: keep it like them."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall dev backup landfall-backup.zip", "  landfall dev backup b.zip --data /srv/landfall"})
final class DevBackup implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    DevOptions options = new DevOptions();

    @Parameters(paramLabel = "FILE", description = "File to write; it must not exist.")
    Path file = Path.of("");

    DevBackup(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var data = options.config(invocation.surroundings()).data();
        var target = invocation.surroundings().resolve(file);
        DataBackup.write(data, target);
        var reply = Json.mapper().createObjectNode().put("file", target.toString());
        invocation.output().done(reply, "Wrote " + target + ". It holds keys and secrets; keep it like them.");
        return 0;
    }
}
