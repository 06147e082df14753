package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;

/** Everything is destroyed, last part first, and the install removed. */
public final class RemoveInstall implements DemoStep {

    @Override
    public String title() {
        return "Remove the install";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var work = new Work(stage);
        transcript.command("install deprovision " + CreateInstall.INSTALL);
        var removal = work.approveUntilEnd(work.start("/v1/installs/{}/deprovision", CreateInstall.INSTALL));
        transcript.check(
                "Everything was destroyed", Work.status(removal).equals("succeeded"), DeployInstall.failures(removal));
        transcript.command("install delete " + CreateInstall.INSTALL);
        stage.api().delete(ApiPath.of("/v1/installs/{}", CreateInstall.INSTALL));
        transcript.check("The install is gone", isGone(stage), "it is still there");
    }

    private static boolean isGone(Stage stage) {
        try {
            stage.get("/v1/installs/{}", CreateInstall.INSTALL);
            return false;
        } catch (LandfallException e) {
            return e.kind() == ErrorKind.NOT_FOUND;
        }
    }
}
