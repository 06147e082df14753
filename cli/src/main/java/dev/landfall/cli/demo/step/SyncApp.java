package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.app.AppDirectory;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Examples;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.protocol.json.Json;
import java.util.Map;

/** The vendor's side: an app config directory becomes version 1 of an app. */
public final class SyncApp implements DemoStep {

    /** Name of the app in the story. */
    static final String APP = "hello";

    @Override
    public String title() {
        return "A vendor stores an app";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var directory = AppDirectory.locked(
                Examples.copy(
                        "hello",
                        stage.folder().resolve("hello"),
                        stage.surroundings().folder()),
                stage.surroundings());
        var config = directory.config();
        transcript.say("A sandbox, " + config.components().size()
                + " Terraform components of which one uses the other's" + " outputs, and an action after each deploy.");
        transcript.command("app sync examples/hello");
        stage.api()
                .post(ApiPath.of("/v1/apps"), Json.mapper().createObjectNode().put("name", APP));
        var path = ApiPath.of("/v1/apps/{}/configs", APP);
        var first = stage.api().post(path, directory.archive(), "application/gzip", Map.of());
        var order =
                config.components().stream().map(component -> component.name()).toList();
        transcript.output(
                "version " + first.path("version").asString("") + ", deploy order: " + String.join(", ", order));
        transcript.check("It is version 1", first.path("version").asInt(0) == 1, first.toString());
        var again = stage.api().post(path, directory.archive(), "application/gzip", Map.of());
        transcript.check(
                "The same content again makes no new version",
                !again.path("created").asBoolean(true),
                again.toString());
    }
}
