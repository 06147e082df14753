package dev.landfall.cli.keys;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "root",
        description = {
            "Make a root key, or show the public half of one that is there.",
            "The file holds the private key: make it on a machine that is kept offline. Every install pins the public half."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall keys root root.jwk", "  landfall keys root root.jwk --output json"})
final class KeysRoot implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "FILE", description = "Where the private key is or will be; only you can read it.")
    Path file = Path.of("");

    KeysRoot(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var target = invocation.surroundings().resolve(file);
        var there = RootKeyFile.find(target);
        EcKeys root = there.orElseGet(() -> RootKeyFile.create(target));
        invocation.output().say((there.isPresent() ? "The root key in " : "Made a root key in ") + file + ":");
        invocation
                .output()
                .done(Json.readTree(Json.write(root.jwk())), root.jwk().text());
        return 0;
    }
}
