package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Plans;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;
import dev.landfall.protocol.json.Json;
import java.util.Set;

/** One input changes, and the next plan shows one changed resource. */
public final class ChangeInput implements DemoStep {

    @Override
    public String title() {
        return "Change an input; the plan shows just that";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var work = new Work(stage);
        transcript.command("install update " + CreateInstall.INSTALL + " --input greeting=Hi");
        var body = Json.mapper().createObjectNode();
        body.putObject("inputs").put("greeting", "Hi");
        stage.api().patch(ApiPath.of("/v1/installs/{}", CreateInstall.INSTALL), body);
        transcript.command("install plan " + CreateInstall.INSTALL);
        var plan = work.settled(work.start("/v1/installs/{}/plan", CreateInstall.INSTALL));
        transcript.output(Plans.all(plan));
        var changes = work.changes(plan);
        transcript.check(
                "Of six resources exactly one changes, in place",
                changes.equals(Set.of("component:service:plan terraform_data.service [\"update\"]")),
                changes.toString());
    }
}
