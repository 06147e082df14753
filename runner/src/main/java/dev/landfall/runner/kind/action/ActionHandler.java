package dev.landfall.runner.kind.action;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.JobHandler;
import dev.landfall.runner.kind.SecretValues;
import dev.landfall.runner.kind.ShellExit;
import dev.landfall.runner.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** Runs one attempt of an action. The first step that fails ends it; the rest are told to be left out. */
public final class ActionHandler implements JobHandler<ActionWork> {

    private final Sources sources;
    private final Map<String, String> passed;
    private final Map<Integer, Path> directories = new HashMap<>();
    private final ActionOutputs outputs = new ActionOutputs();

    /** @param passed variables of the runner's own environment that the steps see too */
    public ActionHandler(Sources sources, Map<String, String> passed) {
        this.sources = sources;
        this.passed = Map.copyOf(passed);
    }

    @Override
    public void fetch(ActionWork work, JobContext context) {
        var root = context.folders().source().resolve("action");
        makeFolder(root);
        var shared = work.source() == null ? root : sources.fetch(work.source(), root, context);
        for (int i = 0; i < work.steps().size(); i++) {
            var source = work.steps().get(i).source();
            directories.put(
                    i,
                    source == null
                            ? shared
                            : sources.fetch(source, context.folders().source().resolve("step-" + (i + 1)), context));
        }
    }

    @Override
    public void validate(ActionWork work, JobContext context) {
        if (work.steps().isEmpty()) {
            throw LandfallException.invalid("The action '" + work.name() + "' has no steps: add one.");
        }
        var names = new HashSet<String>();
        for (var step : work.steps()) {
            if ((step.command() == null) == (step.inlineContents() == null)) {
                throw LandfallException.invalid("The step '" + step.name() + "' of the action '" + work.name()
                        + "' needs either a command or inline_contents.");
            }
            if (!names.add(step.name())) {
                throw LandfallException.invalid("The action '" + work.name() + "' has two steps named '" + step.name()
                        + "': give each its own name.");
            }
        }
    }

    @Override
    public void initialise(ActionWork work, JobContext context) {
        // Each step brings its own script.
    }

    @Override
    public Execution execute(ActionWork work, JobContext context) {
        var secrets = new SecretValues(context.secrets(), context.spec());
        for (int i = 0; i < work.steps().size(); i++) {
            var step = work.steps().get(i);
            context.cancellation().check();
            context.log().notice("Step " + (i + 1) + " of " + work.steps().size() + ": " + step.name());
            var file = OutputsFile.make(context.folders().work().resolve("outputs-" + (i + 1)));
            var run = new StepRun(
                    work, step, i, directories.getOrDefault(i, context.folders().source()), file.path(), passed);
            var ended = ShellExit.execution("Step '" + step.name() + "'", run.run(context, secrets));
            if (ended.exitCode() == null || ended.exitCode() != 0) {
                return withSkipped(ended, work, i, context);
            }
            outputs.add(step.name(), file.read(step.name()), secrets);
        }
        return Execution.succeeded();
    }

    @Override
    public Optional<ResultDetail> outputs(ActionWork work, JobContext context) {
        return Optional.of(outputs.detail());
    }

    @Override
    public void cleanup(ActionWork work, JobContext context) {
        // All that an action leaves is in its workspace.
    }

    private static Execution withSkipped(Execution failed, ActionWork work, int index, JobContext context) {
        work.steps().stream()
                .skip(index + 1L)
                .forEach(step -> context.log().notice("Step '" + step.name() + "' is left out."));
        return failed;
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw LandfallException.unavailable("The action's folder could not be made: " + e.getMessage(), e);
        }
    }
}
