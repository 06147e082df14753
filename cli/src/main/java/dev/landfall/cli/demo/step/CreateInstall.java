package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.protocol.json.Json;

/** One customer's install, with a sensitive input. */
public final class CreateInstall implements DemoStep {

    /** Name of the install in the story. */
    static final String INSTALL = "acme";

    private final String license;

    /**
     * @param license value of the sensitive input
     */
    public CreateInstall(String license) {
        this.license = license;
    }

    @Override
    public String title() {
        return "Make an install for a customer";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        transcript.say("Its license key is sensitive: it comes from a file, never from an argument.");
        transcript.command("install create " + INSTALL + " --app " + SyncApp.APP
                + " --input region=eu-central-1 --input-from license=license.txt");
        var body = Json.mapper().createObjectNode().put("app", SyncApp.APP).put("name", INSTALL);
        body.put("approval", "prompt");
        body.putObject("inputs").put("region", "eu-central-1").put("license", license);
        var install = stage.api().post(ApiPath.of("/v1/installs"), body);
        transcript.output("install " + install.path("id").asString(""));
        transcript.check(
                "The license is kept as a reference and not shown",
                install.at("/inputs/license/secret").isString()
                        && !install.toString().contains(license),
                "it is in the reply");
    }
}
