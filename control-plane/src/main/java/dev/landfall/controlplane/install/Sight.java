package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.identity.Roles;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.stack.InstallStack;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.protocol.error.LandfallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a step of an install's workflow sees: the install, the config that describes the step's part, and what is deployed.
 */
record Sight(
        Install install,
        AppConfigs.Versioned versioned,
        Map<Part, PartState> parts,
        PartOutputs outputs,
        Roles roles,
        InstallStack stack) {

    Sight {
        parts = Map.copyOf(parts);
    }

    /** Sort keys that a workflow of an install reads. */
    static List<String> reads(WorkflowRecord workflow) {
        var sorts = new ArrayList<String>();
        sorts.add(Install.SORT);
        sorts.add(Roles.SORT);
        sorts.add(InstallStack.SORT);
        InstallStart.of(workflow.params()).parts().forEach(part -> sorts.add(PartState.sort(part)));
        return sorts;
    }

    static Sight of(StepContext context, int configVersion, AppConfigs configs, PartOutputs outputs) {
        var install = install(context.documents()).value();
        var stack = InstallStack.among(context.documents());
        stack.requireNotDeleted();
        var parts = new HashMap<Part, PartState>();
        for (Part part : InstallStart.of(context.workflow().params()).parts()) {
            Optional.ofNullable(context.documents().get(PartState.sort(part)))
                    .map(stored -> Documents.read(stored, PartState.class).value())
                    .ifPresent(state -> parts.put(part, state));
        }
        var roles = Roles.among(context.documents());
        return new Sight(install, configs.load(install.app(), configVersion), parts, outputs, roles, stack);
    }

    static Document<Install> install(Map<String, StoredRecord> documents) {
        var stored = documents.get(Install.SORT);
        if (stored == null) {
            throw LandfallException.notFound("The install is gone.");
        }
        return Documents.read(stored, Install.class);
    }

    AppConfig config() {
        return versioned.config();
    }

    /** What templates read. */
    JsonNode tree() {
        return StateTree.of(install, config(), parts, outputs, stack);
    }

    Optional<PartState> state(Part part) {
        return Optional.ofNullable(parts.get(part));
    }

    /** Whether a part is deployed, so that its outputs can be read. */
    boolean deployed(Part part) {
        return state(part)
                .filter(state -> state.status() == PartState.Status.ACTIVE)
                .isPresent();
    }

    /** Parts that must be there before this one, and are not. */
    List<Part> missingBefore(Part part) {
        var needed = new ArrayList<Part>();
        if (part.kind() != Part.Kind.SANDBOX && config().sandbox() != null) {
            needed.add(Part.SANDBOX);
        }
        if (part.kind() == Part.Kind.COMPONENT) {
            config().component(part.name())
                    .ifPresent(component -> component.dependsOn().forEach(name -> needed.add(Part.component(name))));
        }
        return needed.stream().filter(before -> !deployed(before)).toList();
    }
}
