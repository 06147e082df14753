package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Plans;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;
import java.util.Set;

/** What a first deploy would do, and nothing done. */
public final class PlanInstall implements DemoStep {

    @Override
    public String title() {
        return "Plan it";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var work = new Work(stage);
        transcript.say("What needs outputs of something that is not there yet is planned when that is there.");
        transcript.command("install plan " + CreateInstall.INSTALL);
        var plan = work.settled(work.start("/v1/installs/{}/plan", CreateInstall.INSTALL));
        transcript.output(Plans.all(plan));
        var changes = work.changes(plan);
        transcript.check(
                "The plan makes the sandbox's one resource",
                changes.equals(Set.of("sandbox:plan terraform_data.account [\"create\"]")),
                changes.toString());
        var states = stage.get("/v1/installs/{}/states", CreateInstall.INSTALL).path("items");
        var applied =
                states.valueStream().anyMatch(state -> state.path("serial").asInt(0) > 0);
        transcript.check("Nothing was applied", !applied, states.toString());
    }
}
