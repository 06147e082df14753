package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Plan, approve, apply, part by part; then the action that follows a deploy. */
public final class DeployInstall implements DemoStep {

    private static final int PARTS = 3;

    @Override
    public String title() {
        return "Approve and apply, part by part";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var work = new Work(stage);
        transcript.say("Each yes names the digest of the plan that was shown; other bytes are never applied.");
        transcript.command("install deploy " + CreateInstall.INSTALL);
        var deploy = work.approveUntilEnd(work.start("/v1/installs/{}/deploy", CreateInstall.INSTALL));
        transcript.check("The deploy succeeded", Work.status(deploy).equals("succeeded"), failures(deploy));
        transcript.check(
                "Sandbox, network and service were each approved and applied",
                Work.jobs(deploy, ":apply").size() == PARTS && approved(deploy) == PARTS,
                deploy.path("steps").toString());
        var install = stage.get("/v1/installs/{}", CreateInstall.INSTALL);
        var statuses = new TreeSet<String>();
        install.path("components").forEach(component -> statuses.add(Work.status(component)));
        transcript.check("Both components are active", statuses.toString().equals("[active]"), statuses.toString());
    }

    /** Steps that a person said yes to. */
    static long approved(JsonNode workflow) {
        return workflow.path("steps")
                .valueStream()
                .filter(step -> !step.at("/approval/decision").asString("").isEmpty())
                .count();
    }

    /** Why a workflow ended as it did. */
    static String failures(JsonNode workflow) {
        var reasons = new StringBuilder(Work.status(workflow))
                .append(' ')
                .append(workflow.path("reason").asString(""));
        for (var step : workflow.path("steps")) {
            if (Work.status(step).equals("failed")) {
                reasons.append("; ")
                        .append(Work.name(step))
                        .append(": ")
                        .append(step.path("reason").asString(""));
            }
        }
        return reasons.toString();
    }
}
