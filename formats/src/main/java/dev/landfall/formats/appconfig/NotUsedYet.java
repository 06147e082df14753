package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what of a good config is kept with its version and not run or followed by this version of Landfall: one notice for each. */
final class NotUsedYet {

    private final Map<String, Location> firstPlaces = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    private NotUsedYet() {}

    static void tell(AppConfig config, Problems problems) {
        var found = new NotUsedYet();
        found.sections(config);
        config.components().forEach(found::component);
        config.actions().forEach(found::action);
        found.firstPlaces.forEach((what, at) -> problems.notice(at, found.message(what)));
    }

    private String message(String what) {
        var more = counts.getOrDefault(what, 1) - 1;
        return "Kept and not used by this version of Landfall yet: " + what
                + (more > 0 ? " (and " + more + " more)" : "") + ".";
    }

    private void sections(AppConfig config) {
        var sandbox = config.sandbox();
        if (sandbox != null) {
            if (!(sandbox.spec() instanceof ComponentSpec.Terraform)) {
                add("a sandbox of type " + sandbox.spec().typeName(), sandbox.at());
            }
            options(sandbox.options(), "of the sandbox", sandbox.at());
        }
        config.operationRoles().forEach(rule -> add("rules of operation_roles", rule.at()));
        config.policies().forEach(policy -> add("policies", policy.at()));
        config.runbooks().forEach(runbook -> add("runbooks", runbook.at()));
        config.branches().forEach(branch -> add("branches", branch.at()));
        config.inboundTriggers().forEach(trigger -> add("triggers", trigger.at()));
        config.kubernetesContexts().forEach(context -> add("kubernetes_contexts", context.at()));
    }

    private void component(Component component) {
        if (!(component.spec() instanceof ComponentSpec.Terraform)) {
            add("components of type " + component.spec().typeName(), component.at());
        }
        options(component.options(), "of a component", component.at());
    }

    private void options(DeployOptions options, String whose, Location at) {
        add("drift_schedule " + whose, at, options.driftSchedule());
        add("operation_roles " + whose, at, options.operationRoles().isEmpty() ? null : options);
        add("skip_noops = false " + whose, at, options.skipNoops() ? null : options);
        add("auto_approve_on_policies_passing " + whose, at, options.autoApproveOnPoliciesPassing() ? options : null);
        add("toggleable " + whose, at, options.toggleable() ? options : null);
        add("kubernetes_context " + whose, at, options.kubernetesContext());
        add("build_timeout " + whose, at, options.buildTimeout());
        add("health " + whose, at, options.health());
    }

    private void action(Action action) {
        for (var trigger : action.triggers()) {
            if (trigger instanceof ActionTrigger.Event event) {
                add("the trigger " + event.event(), action.at());
            }
        }
        var settings = action.settings();
        add("role of an action", action.at(), settings.role());
        add("break_glass_role of an action", action.at(), settings.breakGlassRole());
        add("enable_kube_config of an action", action.at(), settings.enableKubeConfig() ? settings : null);
        add("kubernetes_context of an action", action.at(), settings.kubernetesContext());
        add("image of an action", action.at(), settings.image());
        add("inputs of an action", action.at(), settings.inputs().isEmpty() ? null : settings);
    }

    private void add(String what, Location at, @Nullable Object given) {
        if (given != null) {
            add(what, at);
        }
    }

    private void add(String what, Location at) {
        firstPlaces.putIfAbsent(what, at);
        counts.merge(what, 1, Integer::sum);
    }
}
