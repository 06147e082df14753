package dev.landfall.cli.runner;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.stack.PhoneHome;
import dev.landfall.runner.stack.VaultKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "phone-home",
        description = {
            "Fetch the key of plans of the install stack on Azure that this runner belongs to, and tell the control plane what the stack has.",
            "The chart calls this before the runner starts, with the runner's managed identity."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall runner phone-home --address https://landfall.example.com/v1/installs/in_4hd/phone-home --statement statement.json"
        })
final class RunnerPhoneHome implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    RunnerFolder folder = new RunnerFolder();

    @Option(names = "--address", required = true, paramLabel = "URL", description = "Where the install's stack calls.")
    URI address = URI.create("");

    @Option(
            names = "--statement",
            required = true,
            paramLabel = "FILE",
            description = "What the stack has, as its output says it (JSON).")
    Path statement = Path.of("");

    RunnerPhoneHome(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var config = folder.config(invocation.surroundings());
        var said = read(invocation.surroundings().resolve(statement));
        try (var transport = new HttpTransport()) {
            var home = PhoneHome.of(config, transport, InstantSource.system());
            var key = Json.readTree(said.getBytes(StandardCharsets.UTF_8))
                    .path("planKey")
                    .asString("");
            if (!key.isEmpty()) {
                new VaultKey(config, transport, InstantSource.system()).fetch(key);
            }
            var status = home.call(address, said);
            var reply = Json.mapper().createObjectNode().put("status", status);
            invocation.output().done(reply, "The control plane knows what the stack has; it is " + status + ".");
            return 0;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The statement " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
