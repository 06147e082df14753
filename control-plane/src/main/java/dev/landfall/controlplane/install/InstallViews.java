package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.blob.Blobs;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.Component;
import dev.landfall.protocol.id.AppId;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.SecretRef;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Installs as the API shows them. */
final class InstallViews {

    private final Installs installs;
    private final AppConfigs configs;
    private final Workflows workflows;
    private final PartOutputs outputs;

    InstallViews(Installs installs, AppConfigs configs, Workflows workflows, Blobs blobs) {
        this.installs = installs;
        this.configs = configs;
        this.workflows = workflows;
        this.outputs = new PartOutputs(blobs);
    }

    record AppRef(AppId id, String name) {}

    record ComponentView(
            String name, String status, @Nullable WorkflowId lastWorkflow) {}

    record OutputsView(Map<String, Object> sandbox, Map<String, Object> components) {}

    record InstallView(
            InstallId id,
            String name,
            AppRef app,
            int configVersion,
            Map<String, Object> inputs,
            ApprovalOption approval,
            PoolId pool,
            InstallStatus status,
            List<ComponentView> components,
            OutputsView outputs,
            @Nullable WorkflowId activeWorkflow,
            Instant createdAt) {}

    InstallView of(Install install) {
        var config = configs.load(install.app(), install.configVersion()).config();
        var parts = installs.parts(install.id());
        return new InstallView(
                install.id(),
                install.name(),
                new AppRef(install.app(), install.appName()),
                install.configVersion(),
                inputs(install),
                install.approval(),
                install.pool(),
                install.status(),
                config.components().stream()
                        .map(component -> component(component, parts))
                        .toList(),
                outputs(config, parts),
                workflows.active(new PartitionId(install.id().value())).orElse(null),
                install.createdAt());
    }

    private static Map<String, Object> inputs(Install install) {
        var shown = new LinkedHashMap<String, Object>();
        install.inputs().forEach((name, value) -> shown.put(name, secretOr(value)));
        return shown;
    }

    private static Object secretOr(JsonNode value) {
        if (value.isString()) {
            var reference = SecretRef.IN_TEXT.matcher(value.stringValue());
            if (reference.matches()) {
                return Map.of("secret", reference.group(1) + ":" + reference.group(2));
            }
        }
        return value;
    }

    private static ComponentView component(Component component, Map<Part, PartState> parts) {
        var state = parts.get(Part.component(component.name()));
        if (state == null) {
            return new ComponentView(component.name(), "not-deployed", null);
        }
        boolean outdated =
                state.status() == PartState.Status.ACTIVE && !state.checksum().equals(component.checksum());
        return new ComponentView(
                component.name(), outdated ? "outdated" : state.status().wire(), state.workflow());
    }

    private OutputsView outputs(AppConfig config, Map<Part, PartState> parts) {
        var sandbox = parts.get(Part.SANDBOX);
        var components = new LinkedHashMap<String, Object>();
        for (Component component : config.components()) {
            var state = parts.get(Part.component(component.name()));
            if (state != null) {
                components.put(component.name(), outputs.forPeople(state));
            }
        }
        return new OutputsView(sandbox == null ? Map.of() : outputs.forPeople(sandbox), components);
    }
}
