package dev.landfall.cli.demo;

import dev.landfall.cli.demo.stage.CheckFailed;
import dev.landfall.cli.demo.stage.DemoStep;
import dev.landfall.cli.demo.stage.Stage;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.tool.InstalledTools;
import dev.landfall.runner.tool.TerraformChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plays a story: step by step, each timed; after a failure only what does not build on it. */
public final class DemoRun {

    private final Stage stage;
    private final Runnable betweenSteps;
    private final Map<String, String> tools;
    private final List<StepResult> results = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();

    /**
     * @param betweenSteps called before each step, for presenters
     */
    public DemoRun(Stage stage, Runnable betweenSteps) {
        this.stage = stage;
        this.betweenSteps = betweenSteps;
        var path = stage.surroundings().variable("PATH").orElse("");
        this.tools = new InstalledTools(path, TerraformChoice.ANY).versions();
    }

    /**
     * @param license sensitive input of the install
     * @param token secret of the CI job
     */
    public DemoReport play(String license, String token) {
        for (var chapter : Demo.chapters(stage.folder(), license, token)) {
            var missing = missing(chapter.name());
            chapter.steps()
                    .forEach(step -> missing.ifPresentOrElse(
                            reason -> leaveOut(chapter.name(), step, StepResult.Outcome.SKIPPED, reason),
                            () -> reach(chapter.name(), step)));
        }
        return new DemoReport(results);
    }

    private void reach(String chapter, DemoStep step) {
        var blocked = !chapter.equals(Demo.END) && (failed.contains(chapter) || failed.contains(Demo.BASE));
        if (blocked) {
            leaveOut(chapter, step, StepResult.Outcome.NOT_REACHED, "an earlier step failed");
        } else {
            betweenSteps.run();
            stage.transcript().step(step.title());
            play(chapter, step);
        }
    }

    private void play(String chapter, DemoStep step) {
        var start = System.nanoTime();
        var failure = failureOf(step);
        var took = Duration.ofNanos(System.nanoTime() - start);
        failure.ifPresent(reason -> failed.add(chapter));
        var outcome = failure.isPresent() ? StepResult.Outcome.FAILED : StepResult.Outcome.HELD;
        results.add(new StepResult(chapter, step.title(), outcome, took, failure.orElse("")));
    }

    private Optional<String> failureOf(DemoStep step) {
        try {
            step.play(stage);
            return Optional.empty();
        } catch (CheckFailed e) {
            stage.transcript().failure(String.valueOf(e.getMessage()));
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (LandfallException e) {
            stage.transcript().failure(e.publicMessage());
            e.problems().forEach(stage.transcript()::failure);
            return Optional.of(e.publicMessage());
        }
    }

    private void leaveOut(String chapter, DemoStep step, StepResult.Outcome outcome, String reason) {
        results.add(new StepResult(chapter, step.title(), outcome, Duration.ZERO, reason));
    }

    private Optional<String> missing(String chapter) {
        return switch (chapter) {
            case Demo.INSTALLS ->
                tools.containsKey("terraform") || tools.containsKey("tofu")
                        ? Optional.empty()
                        : Optional.of("neither terraform nor tofu is installed");
            case Demo.CI -> tools.containsKey("git") ? Optional.empty() : Optional.of("git is not installed");
            default -> Optional.empty();
        };
    }
}
