package dev.landfall.cli.app;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import dev.landfall.formats.appconfig.SourceLock;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "pin",
        description = {
            "Write down by SHA-256 what the addresses in an app config hold, in its landfall.lock.toml.",
            "What is pinned stays as it is; pins that nothing uses go."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall app pin examples/hello",
            "  landfall app pin . --update",
            "  landfall app pin . --update --address https://example.com/policy.json"
        })
final class AppPin implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "DIR", description = "The app config directory.")
    Path directory = Path.of("");

    @Option(names = "--update", description = "Fetch what is pinned too, and take what is there now.")
    boolean update;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "With --update: this one alone; may be repeated.")
    List<String> addresses = List.of();

    AppPin(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (!addresses.isEmpty() && !update) {
            throw LandfallException.invalid("--address goes with --update.");
        }
        var surroundings = invocation.surroundings();
        var source = AppDirectory.pinning(surroundings.resolve(directory), surroundings);
        var pinned = source.pin(address -> update && (addresses.isEmpty() || addresses.contains(address)));
        for (var address : addresses) {
            if (!pinned.fetched().contains(address)) {
                throw LandfallException.invalid("The app config names no address '" + address + "'.");
            }
        }
        invocation
                .output()
                .items(
                        json(pinned),
                        "The app config takes nothing from an address.",
                        List.of(
                                Column.of("ADDRESS", "/address"),
                                Column.of("CHANGE", "/change"),
                                Column.of("BYTES", "/bytes"),
                                Column.of("SHA-256", "/sha256")));
        return 0;
    }

    private static JsonNode json(AppDirectory.Pinned pinned) {
        var json = Json.mapper().createObjectNode();
        var items = json.putArray("items");
        Set<String> addresses = new TreeSet<>(pinned.before().pins().keySet());
        addresses.addAll(pinned.now().pins().keySet());
        for (var address : addresses) {
            var before = pinned.before().pins().get(address);
            var now = pinned.now().pins().get(address);
            var shown = now == null ? before : now;
            if (shown != null) {
                items.addObject()
                        .put("address", address)
                        .put("change", change(before, now))
                        .put("bytes", shown.bytes())
                        .put("sha256", shown.sha256());
            }
        }
        return json;
    }

    private static String change(SourceLock.@Nullable Pin before, SourceLock.@Nullable Pin now) {
        if (before == null) {
            return "added";
        }
        if (now == null) {
            return "removed";
        }
        return before.sha256().equals(now.sha256()) ? "none" : "changed";
    }
}
