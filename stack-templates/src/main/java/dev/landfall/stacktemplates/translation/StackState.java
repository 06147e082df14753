package dev.landfall.stacktemplates.translation;

import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.Input;
import dev.landfall.formats.problem.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What templates of a stack can read: names, ids, and the inputs that the vendor gives. */
final class StackState {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private StackState() {}

    static JsonNode of(String app, AppConfig config, StackFacts facts, Problems problems) {
        var inputs = inputs(config, facts, problems);
        var tree = named(facts.install().value(), facts.installName());
        tree.set("org", named(facts.vendor(), facts.vendor()));
        tree.set("app", named(app, app));
        tree.set("inputs", JSON.objectNode().set("inputs", inputs));
        tree.set(
                "runner",
                JSON.objectNode().put("id", facts.controlPlane().pool().value()));
        var legacy = named(facts.install().value(), facts.installName());
        legacy.set("inputs", inputs);
        tree.set("install", legacy);
        return tree;
    }

    /** The customer's own inputs are not known yet, so only their defaults are here. */
    private static ObjectNode inputs(AppConfig config, StackFacts facts, Problems problems) {
        var inputs = JSON.objectNode();
        for (var input : config.inputs()) {
            var given = facts.inputs().getOrDefault(input.name(), input.defaultValue());
            if (given != null) {
                inputs.set(input.name(), given);
            }
        }
        var names = config.inputs().stream().map(Input::name).toList();
        facts.inputs().keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> problems.add(facts.at(), "The app has no input '" + name + "'."));
        return inputs;
    }

    private static ObjectNode named(String id, String name) {
        return JSON.objectNode().put("id", id).put("name", name);
    }
}
