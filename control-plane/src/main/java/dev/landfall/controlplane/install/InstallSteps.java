package dev.landfall.controlplane.install;

import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.formats.appconfig.Action;
import dev.landfall.formats.appconfig.ActionTrigger;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.Component;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.protocol.error.LandfallException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which steps a plan and a deploy have. */
final class InstallSteps {

    private InstallSteps() {}

    /** Every part of a config. */
    static List<Part> parts(AppConfig config) {
        var parts = new ArrayList<Part>();
        if (config.sandbox() != null) {
            parts.add(Part.SANDBOX);
        }
        config.components().forEach(component -> parts.add(Part.component(component.name())));
        config.actions().forEach(action -> parts.add(Part.action(action.name())));
        return parts;
    }

    static List<StepDefinition> plan(AppConfig config, Install install) {
        Deployable.requireSandbox(config);
        Deployable.require(config.components());
        var steps = parts(config).stream()
                .filter(part -> part.kind() != Part.Kind.ACTION)
                .map(part -> StepParams.plan(part, install.configVersion(), List.of()))
                .toList();
        return requireSome(steps, install);
    }

    /** @param only names of components; empty = the sandbox and all */
    static List<StepDefinition> deploy(AppConfig config, Install install, List<String> only) {
        requireKnown(config, only);
        int version = install.configVersion();
        boolean all = only.isEmpty();
        var steps = new ArrayList<StepDefinition>();
        boolean sandbox = all && config.sandbox() != null;
        if (sandbox) {
            Deployable.requireSandbox(config);
            steps.addAll(StepParams.change(Part.SANDBOX, version, List.of()));
        }
        var chosen = config.components().stream()
                .filter(component -> all || only.contains(component.name()))
                .toList();
        Deployable.require(chosen);
        for (Component component : chosen) {
            steps.addAll(
                    StepParams.change(Part.component(component.name()), version, before(component, chosen, sandbox)));
        }
        requireSome(steps, install);
        chosen.forEach(component -> steps.addAll(afterComponent(config, component, version)));
        if (all) {
            steps.addAll(afterAll(config, version, applies(steps)));
        }
        return steps;
    }

    private static List<String> before(Component component, List<Component> chosen, boolean sandbox) {
        var before = new ArrayList<String>();
        if (sandbox) {
            before.add(Part.SANDBOX.step("apply"));
        }
        chosen.stream()
                .filter(other -> component.dependsOn().contains(other.name()))
                .forEach(other -> before.add(Part.component(other.name()).step("apply")));
        return before;
    }

    private static List<String> applies(List<StepDefinition> steps) {
        return steps.stream()
                .map(StepDefinition::name)
                .filter(name -> name.endsWith(":apply"))
                .toList();
    }

    private static List<StepDefinition> afterComponent(AppConfig config, Component component, int version) {
        var part = Part.component(component.name());
        return chain(
                config,
                trigger -> trigger instanceof ActionTrigger.AfterComponent after
                        && after.component().equals(component.name()),
                action -> Part.action(action.name()).step("after-" + component.name()),
                List.of(part.step("apply")),
                "post-deploy-component",
                version);
    }

    private static List<StepDefinition> afterAll(AppConfig config, int version, List<String> applies) {
        return chain(
                config,
                ActionTrigger.AfterAllComponents.class::isInstance,
                action -> Part.action(action.name()).text(),
                applies,
                "post-deploy-all-components",
                version);
    }

    /** The actions of a trigger one after the other, by index and then by name. */
    private static List<StepDefinition> chain(
            AppConfig config,
            java.util.function.Predicate<ActionTrigger> on,
            Function<Action, String> name,
            List<String> first,
            String trigger,
            int version) {
        var ordered = config.actions().stream()
                .filter(action -> action.triggers().stream().anyMatch(on))
                .sorted(Comparator.<Action>comparingInt(action -> index(action, on))
                        .thenComparing(Action::name))
                .toList();
        var steps = new ArrayList<StepDefinition>();
        List<String> before = first;
        for (Action action : ordered) {
            var step = StepParams.run(name.apply(action), Part.action(action.name()), version, trigger, before);
            steps.add(step);
            before = List.of(step.name());
        }
        return steps;
    }

    private static int index(Action action, java.util.function.Predicate<ActionTrigger> on) {
        return action.triggers().stream()
                .filter(on)
                .findFirst()
                .map(ActionTrigger::index)
                .orElse(0);
    }

    private static void requireKnown(AppConfig config, List<String> only) {
        var known = config.components().stream().map(Component::name).toList();
        Optional<String> unknown =
                only.stream().filter(name -> !known.contains(name)).findFirst();
        if (unknown.isPresent()) {
            throw LandfallException.invalid(
                    "The app has no component '" + unknown.get() + "'" + Nearest.hint(unknown.get(), known));
        }
    }

    private static List<StepDefinition> requireSome(List<StepDefinition> steps, Install install) {
        if (steps.isEmpty()) {
            throw LandfallException.conflict("The config of the app '" + install.appName()
                    + "' has neither a sandbox nor components; there is nothing to deploy.");
        }
        return steps;
    }
}
