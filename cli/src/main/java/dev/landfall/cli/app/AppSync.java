package dev.landfall.cli.app;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "sync",
        description = {
            "Store an app config directory as a new version of the app; the app is made when there is none.",
            "The same content again makes no new version."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  landfall app sync examples/hello", "  landfall app sync . --app hello"})
final class AppSync implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "DIR", description = "The app config directory.")
    Path directory = Path.of("");

    @Option(names = "--app", paramLabel = "NAME", description = "Name of the app; without it the directory's.")
    @Nullable String app;

    @Mixin
    Pinning pinning = new Pinning();

    AppSync(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var source = pinning.directory(directory, invocation.surroundings());
        source.read().notices().forEach(notice -> invocation.output().say("note: " + notice));
        source.config();
        var name = app == null ? source.defaultName() : app;
        makeApp(name);
        var reply = invocation
                .api()
                .post(ApiPath.of("/v1/apps/{}/configs", name), source.archive(), "application/gzip", Map.of());
        invocation.output().done(reply, sentence(name, reply));
        return 0;
    }

    private void makeApp(String name) {
        try {
            invocation
                    .api()
                    .post(
                            ApiPath.of("/v1/apps"),
                            Json.mapper().createObjectNode().put("name", name));
        } catch (LandfallException e) {
            if (e.kind() != ErrorKind.CONFLICT) {
                throw e;
            }
        }
    }

    private static String sentence(String name, JsonNode reply) {
        var version = reply.path("version").asString("");
        if (!reply.path("created").asBoolean(true)) {
            return "App " + name + " is already at this content: version " + version + ".";
        }
        var changed = reply.path("changedComponents").size();
        return "Stored app " + name + " version " + version + " (" + changed + " components changed).";
    }
}
