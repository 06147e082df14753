package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.job.OutputLines;

/** Outputs, the sensitive one as a reference. */
public final class ShowOutputs implements DemoStep {

    @Override
    public String title() {
        return "Look at the outputs";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        transcript.command("install show " + CreateInstall.INSTALL);
        var install = stage.get("/v1/installs/{}", CreateInstall.INSTALL);
        var service = install.at("/outputs/components/service");
        transcript.output(OutputLines.of(service));
        transcript.check(
                "The service says hello",
                service.path("message").asString("").equals("Hello from 2 replicas"),
                service.toString());
        transcript.check(
                "The password is a reference; the control plane does not show the value",
                service.at("/admin_password/secret").isString(),
                service.path("admin_password").getNodeType().toString());
    }
}
