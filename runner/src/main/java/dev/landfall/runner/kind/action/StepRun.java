package dev.landfall.runner.kind.action;

import dev.landfall.protocol.job.ActionWork;
import dev.landfall.runner.job.Command;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.ProcessExit;
import dev.landfall.runner.kind.SecretValues;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One step of an action as a process. */
record StepRun(
        ActionWork work,
        ActionWork.Step step,
        int index,
        Path directory,
        Path outputsFile,
        Map<String, String> passed) {

    ProcessExit run(JobContext context, SecretValues secrets) {
        return context.run(Command.of(argv(context)).in(directory).withEnv(environment(context, secrets)));
    }

    private List<String> argv(JobContext context) {
        var script = step.inlineContents();
        if (script != null) {
            return Script.write(context.folders().work().resolve("step-" + (index + 1)), script);
        }
        return List.of("sh", "-c", String.valueOf(step.command()));
    }

    private Map<String, String> environment(JobContext context, SecretValues secrets) {
        var install = context.spec().job().partition().value();
        var environment = new TreeMap<>(passed);
        environment.putAll(secrets.resolve(work.env()));
        environment.putAll(secrets.resolve(step.env()));
        environment.put("TRIGGER_TYPE", work.trigger());
        environment.put("NUON_INSTALL_ID", install);
        environment.put("NUON_ACTIONS_OUTPUT_FILEPATH", outputsFile.toString());
        environment.put("NUON_ACTIONS_ROOT", directory.toString());
        environment.put("NUON_KUBECONFIG_ENABLED", "false");
        environment.put("LANDFALL_INSTALL_ID", install);
        environment.put("LANDFALL_INSTALL_NAME", context.spec().environmentName());
        environment.put("LANDFALL_JOB_ID", context.spec().job().value());
        environment.put("LANDFALL_ACTION", work.name());
        environment.put("LANDFALL_STEP", step.name());
        environment.put("LANDFALL_TRIGGER", work.trigger());
        environment.put("LANDFALL_OUTPUTS_FILE", outputsFile.toString());
        return environment;
    }
}
