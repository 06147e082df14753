package dev.landfall.cli.demo.step;

import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.cli.demo.stage.Work;
import dev.landfall.cli.output.Cell;

/** The whole path of that job, with times and reasons. */
public final class ExplainJob implements DemoStep {

    @Override
    public String title() {
        return "Explain that job";
    }

    @Override
    public void play(Stage stage) {
        var transcript = stage.transcript();
        var jobs = stage.get("/v1/jobs?project=" + CreateProject.PROJECT).path("items");
        var job = jobs.valueStream()
                .filter(each -> Work.name(each).equals("long"))
                .findFirst()
                .map(each -> each.path("id").asString(""))
                .orElse("");
        transcript.command("job explain " + job);
        var explained = stage.get("/v1/jobs/{}/explain", job);
        var lines = explained
                .path("lines")
                .valueStream()
                .map(line -> Cell.text(line.path("at")) + "  " + Cell.text(line.path("actor")) + "  "
                        + Cell.text(line.path("what")) + "  " + Cell.text(line.path("reason")))
                .toList();
        transcript.output(lines);
        transcript.check(
                "It tells of both attempts",
                lines.stream().anyMatch(line -> line.contains("lost"))
                        && lines.stream().anyMatch(line -> line.contains("succeeded")),
                explained.toString());
    }
}
