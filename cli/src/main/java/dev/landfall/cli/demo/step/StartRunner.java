package dev.landfall.cli.demo.step;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Patience;
import dev.landfall.cli.demo.stage.Stage;
import java.time.Duration;

/** A runner as a process of its own, registered with a one-time token. */
public final class StartRunner implements DemoStep {

    private static final String POOL = "default";
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    @Override
    public String title() {
        return "Register and start a runner";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        transcript.say("It has no open port: it asks its queue for work, with access lent for minutes.");
        transcript.command("runner register --pool " + POOL);
        var enrolment = stage.api().post(ApiPath.of("/v1/pools/{}/enrolment-tokens", POOL));
        var runner = stage.runner()
                .register(
                        stage.controlPlane().uri(),
                        enrolment.path("enrolmentToken").asString(""));
        transcript.command("runner start");
        var process = stage.runner().start();
        transcript.output("process " + process + ", runner " + runner);
        var view = Patience.until(
                "The runner's coming online",
                AT_MOST,
                () -> stage.get("/v1/runners/{}", runner),
                seen -> seen.path("status").asString("").equals("online"));
        transcript.check("It is online in pool " + POOL, true, view.toString());
    }
}
