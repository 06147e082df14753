package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;

/** A control plane on a free port, its state in a new folder. */
public final class StartControlPlane implements DemoStep {

    @Override
    public String title() {
        return "Start a control plane";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        transcript.say("The same functions that run in a cloud, on SQLite and folders.");
        transcript.command("dev --no-runner --port 0 --data " + stage.data());
        var controlPlane = stage.startControlPlane();
        transcript.output("listening at " + controlPlane.uri());
        var ready = stage.api().probe(ApiPath.of("/readyz"));
        transcript.check("It is ready", ready.status() == 200, "status " + ready.status());
    }
}
