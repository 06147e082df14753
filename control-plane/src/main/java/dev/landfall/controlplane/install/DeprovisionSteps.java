package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.formats.appconfig.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which steps take an install down. Each part is described by the config that it was last deployed with, so that components
 * which the newest config has no more are taken down as well.
 */
final class DeprovisionSteps {

    private final List<PartState> deployed;
    private final Map<String, Set<String>> dependsOn = new HashMap<>();

    DeprovisionSteps(AppConfigs configs, Install install, Map<Part, PartState> parts) {
        this.deployed = parts.values().stream()
                .filter(state -> Part.parse(state.part()).kind() != Part.Kind.ACTION)
                .filter(state -> state.status() != PartState.Status.DEPROVISIONED)
                .sorted(Comparator.comparing(PartState::part))
                .toList();
        for (PartState state : deployed) {
            var part = Part.parse(state.part());
            configs.load(install.app(), state.configVersion())
                    .config()
                    .component(part.name())
                    .map(Component::dependsOn)
                    .ifPresent(names -> dependsOn.put(part.name(), names));
        }
    }

    List<StepDefinition> definitions() {
        var steps = new ArrayList<StepDefinition>();
        for (PartState state : deployed) {
            var part = Part.parse(state.part());
            steps.addAll(StepParams.change(part, state.configVersion(), before(part)));
        }
        return steps;
    }

    /** What depends on a part goes first; before the sandbox, everything. */
    private List<String> before(Part part) {
        return deployed.stream()
                .map(state -> Part.parse(state.part()))
                .filter(other -> !other.equals(part) && dependsOn(other, part))
                .map(other -> other.step("apply"))
                .toList();
    }

    private boolean dependsOn(Part one, Part other) {
        return switch (other.kind()) {
            case SANDBOX -> one.kind() == Part.Kind.COMPONENT;
            case COMPONENT ->
                one.kind() == Part.Kind.COMPONENT
                        && dependsOn.getOrDefault(one.name(), Set.of()).contains(other.name());
            case ACTION -> false;
        };
    }
}
