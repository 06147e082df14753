package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;

/** The change is applied; what did not change is not touched. */
public final class DeployChange implements DemoStep {

    @Override
    public String title() {
        return "Deploy the change";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var work = new Work(stage);
        transcript.command("install deploy " + CreateInstall.INSTALL);
        var deploy = work.approveUntilEnd(work.start("/v1/installs/{}/deploy", CreateInstall.INSTALL));
        transcript.check(
                "The deploy succeeded", Work.status(deploy).equals("succeeded"), DeployInstall.failures(deploy));
        transcript.check(
                "Only the service was applied",
                Work.jobs(deploy, ":apply").equals(Work.jobs(deploy, "component:service:apply"))
                        && Work.jobs(deploy, ":apply").size() == 1,
                Work.jobs(deploy, ":apply").toString());
        var message = stage.get("/v1/installs/{}", CreateInstall.INSTALL)
                .at("/outputs/components/service/message")
                .asString("");
        transcript.output("message = " + message);
        transcript.check("The service says hi", message.equals("Hi from 2 replicas"), message);
    }
}
