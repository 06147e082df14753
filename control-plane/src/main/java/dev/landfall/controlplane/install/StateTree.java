package dev.landfall.controlplane.install;

import dev.landfall.controlplane.stack.InstallStack;
import dev.landfall.controlplane.stack.StackOutputs;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.InputValues;
import dev.landfall.formats.problem.Problem;
import dev.landfall.protocol.error.LandfallException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What templates read as {@code .nuon} or {@code .landfall}: the tree that Nuon's users know, as far as this version has
 * its parts. A part that was never deployed is not in it, so that reading its outputs is an error.
 */
final class StateTree {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StateTree() {}

    /**
     * @param parts what is deployed, by part
     * @throws LandfallException INVALID when the inputs do not fit the config
     */
    static JsonNode of(
            Install install, AppConfig config, Map<Part, PartState> parts, PartOutputs outputs, InstallStack stack) {
        var inputs = inputs(install, config);
        var sandbox = sandbox(parts, outputs);
        var tree = JSON.objectNode();
        tree.put("id", install.id().value());
        tree.put("name", install.name());
        tree.set("org", named(install.org().value(), install.orgName()));
        tree.set("app", named(install.app().value(), install.appName()));
        tree.set("inputs", JSON.objectNode().set("inputs", inputs));
        tree.set("install_stack", JSON.objectNode().set("outputs", StackOutputs.of(stack)));
        tree.set("runner", JSON.objectNode().put("id", install.pool().value()));
        var legacy = named(install.id().value(), install.name());
        legacy.set("inputs", inputs);
        if (sandbox != null) {
            tree.set("sandbox", sandbox);
            legacy.set("sandbox", sandbox);
        }
        tree.set("install", legacy);
        tree.set("components", components(config, parts, outputs));
        tree.set("actions", JSON.objectNode().set("workflows", actions(config, parts, outputs)));
        return tree;
    }

    /** Every input's value: the given one or its default. */
    static ObjectNode inputs(Install install, AppConfig config) {
        var reading = InputValues.complete(config.inputs(), install.inputs());
        var values = reading.value()
                .orElseThrow(() -> LandfallException.invalid(
                        "The inputs of install '" + install.name() + "' do not fit its app's config: "
                                + String.join(
                                        " ",
                                        reading.problems().stream()
                                                .map(Problem::message)
                                                .toList()),
                        reading.problems().stream().map(Problem::message).toList()));
        var node = JSON.objectNode();
        values.forEach(node::set);
        return node;
    }

    private static @org.jspecify.annotations.Nullable ObjectNode sandbox(
            Map<Part, PartState> parts, PartOutputs outputs) {
        var state = parts.get(Part.SANDBOX);
        return state == null || !present(state) ? null : part(state, outputs).put("type", "terraform");
    }

    private static ObjectNode components(AppConfig config, Map<Part, PartState> parts, PartOutputs outputs) {
        var node = JSON.objectNode();
        config.components().forEach(component -> {
            var state = parts.get(Part.component(component.name()));
            if (state != null && present(state)) {
                var value = part(state, outputs).put("name", component.name()).put("id", component.name());
                node.set(component.name(), value);
                var alias = component.varName();
                if (alias != null) {
                    node.set(alias, value);
                }
            }
        });
        return node;
    }

    private static ObjectNode actions(AppConfig config, Map<Part, PartState> parts, PartOutputs outputs) {
        var node = JSON.objectNode();
        config.actions().forEach(action -> {
            var state = parts.get(Part.action(action.name()));
            if (state != null) {
                node.set(action.name(), part(state, outputs));
            }
        });
        return node;
    }

    private static ObjectNode part(PartState state, PartOutputs outputs) {
        var node = JSON.objectNode().put("status", state.status().wire());
        node.set("outputs", outputs.forTemplates(state));
        return node;
    }

    private static boolean present(PartState state) {
        return state.status() != PartState.Status.DEPROVISIONED;
    }

    private static ObjectNode named(String id, String name) {
        return JSON.objectNode().put("id", id).put("name", name);
    }
}
