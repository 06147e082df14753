package dev.landfall.cli.app;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.Component;
import dev.landfall.formats.problem.Notice;
import dev.landfall.protocol.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "validate",
        description = "Check an app config directory on this machine: each problem with file, line and column.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall app validate examples/hello", "  landfall app validate . --output json"})
final class AppValidate implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "DIR", description = "The app config directory.")
    Path directory = Path.of("");

    @Mixin
    Pinning pinning = new Pinning();

    AppValidate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var app = pinning.directory(directory, invocation.surroundings());
        var reading = app.read();
        reading.notices().forEach(notice -> invocation.output().say("note: " + notice));
        var config = app.require(reading, "has problems");
        invocation
                .output()
                .done(
                        json(config, reading.notices()),
                        "The app config is good: " + config.components().size() + " components, "
                                + config.actions().size() + " actions, "
                                + config.inputs().size() + " inputs." + order(config));
        return 0;
    }

    private static String order(AppConfig config) {
        var names = config.components().stream().map(Component::name).toList();
        return names.isEmpty() ? "" : " Deploy order: " + String.join(", ", names);
    }

    private static JsonNode json(AppConfig config, List<Notice> told) {
        var json = Json.mapper().createObjectNode().put("valid", true).put("checksum", config.checksum());
        var components = json.putArray("components");
        config.components().forEach(component -> components.add(component.name()));
        var actions = json.putArray("actions");
        config.actions().forEach(action -> actions.add(action.name()));
        var inputs = json.putArray("inputs");
        config.inputs().forEach(input -> inputs.add(input.name()));
        var notices = json.putArray("notices");
        told.forEach(notice -> notices.add(notice.toString()));
        return json;
    }
}
