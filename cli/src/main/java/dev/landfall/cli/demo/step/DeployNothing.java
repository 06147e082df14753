package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;

/** Plans without changes are neither asked about nor applied. */
public final class DeployNothing implements DemoStep {

    @Override
    public String title() {
        return "Deploy again; plans without changes are not applied";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var work = new Work(stage);
        transcript.command("install deploy " + CreateInstall.INSTALL);
        var deploy = work.settled(work.start("/v1/installs/{}/deploy", CreateInstall.INSTALL));
        for (var step : deploy.path("steps")) {
            transcript.output(Work.name(step) + "  " + Work.status(step) + "  "
                    + step.path("reason").asString(""));
        }
        transcript.check(
                "It went through without an approval",
                Work.status(deploy).equals("succeeded") && DeployInstall.approved(deploy) == 0,
                DeployInstall.failures(deploy));
        transcript.check(
                "Nothing was applied",
                Work.jobs(deploy, ":apply").isEmpty(),
                Work.jobs(deploy, ":apply").toString());
    }
}
