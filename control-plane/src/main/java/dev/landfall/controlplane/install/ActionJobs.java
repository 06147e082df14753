package dev.landfall.controlplane.install;

import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.job.RetryPolicy;
import dev.landfall.controlplane.secretaccess.SecretRefs;
import dev.landfall.formats.appconfig.ActionStep;
import dev.landfall.formats.appconfig.ConfigTemplates;
import dev.landfall.formats.appconfig.ConfigValue;
import dev.landfall.formats.appconfig.ModuleSource;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.TemplateEngine;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.SourceRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the job that runs an action. */
final class ActionJobs {

    private final ConfigTemplates templates = new ConfigTemplates(TemplateEngine.go());

    /**
     * @param given environment that whoever asked for the run gave; wins over the config's
     * @throws LandfallException INVALID when a template cannot be rendered; FORBIDDEN for a secret out of reach; NOT_FOUND
     *     when the config has no such action
     */
    JobRequest run(Sight sight, Part part, String trigger, Map<String, String> given) {
        var action = sight.config()
                .action(part.name())
                .orElseThrow(() -> LandfallException.notFound("The app's config has no " + part + "."));
        Deployable.require(action);
        var problems = new Problems();
        var tree = sight.tree();
        var refs = new SecretRefs(sight.install().secretScope());
        var steps = new ArrayList<ActionWork.Step>();
        for (ActionStep step : action.steps()) {
            steps.add(step(sight, part, step, tree, problems, refs));
        }
        var env = environment(sight, trigger, tree, problems, refs);
        env.putAll(refs.inTexts(given));
        TerraformJobs.requireRendered(part, problems);
        var version = sight.versioned().version();
        var files = new SourceRef.Archive(version.archiveBlob(), version.digest(), ".");
        return new JobRequest(
                part.text(),
                new ActionWork(action.name(), trigger, steps, env, files),
                sight.install().pool(),
                refs.found(),
                action.timeout(),
                RetryPolicy.standard(),
                sight.install().name());
    }

    private ActionWork.Step step(
            Sight sight, Part part, ActionStep step, JsonNode tree, Problems problems, SecretRefs refs) {
        ModuleSource source = step.source();
        return new ActionWork.Step(
                step.name(),
                text(step.command(), tree, problems, refs),
                text(step.inlineContents(), tree, problems, refs),
                refs.inTexts(templates.texts(step.env(), tree, problems)),
                source == null ? null : TerraformJobs.source(sight, part, source));
    }

    private @Nullable String text(@Nullable ConfigValue value, JsonNode tree, Problems problems, SecretRefs refs) {
        return value == null ? null : refs.inText(templates.text(value, tree, problems));
    }

    /** What every action finds, under our names and under Nuon's. */
    private Map<String, String> environment(
            Sight sight, String trigger, JsonNode tree, Problems problems, SecretRefs refs) {
        var install = sight.install();
        var env = new LinkedHashMap<String, String>();
        for (String prefix : new String[] {"LANDFALL_", "NUON_"}) {
            env.put(prefix + "ORG_ID", install.org().value());
            env.put(prefix + "APP_ID", install.app().value());
            env.put(prefix + "INSTALL_ID", install.id().value());
        }
        env.put("LANDFALL_INSTALL_NAME", install.name());
        env.put("TRIGGER_TYPE", trigger);
        var runner = sight.config().runner();
        if (runner != null) {
            env.putAll(refs.inTexts(templates.texts(runner.env(), tree, problems)));
        }
        return env;
    }
}
