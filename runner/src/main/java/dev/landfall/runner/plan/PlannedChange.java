package dev.landfall.runner.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One change of a plan, as <a href="https://developer.hashicorp.com/terraform/internals/json-format">Terraform's JSON
 * output format</a> describes it.
 *
 * @param address of the resource, or the output's name
 * @param change with {@code actions}, {@code before}, {@code after} and {@code after_unknown}
 */
record PlannedChange(String address, String previousAddress, JsonNode change) {

    private static final int MAX_ATTRIBUTES = 8;

    /** What happens to the resource. */
    enum Action {
        NOTHING(""),
        READ("<= read"),
        CREATE("+ create"),
        UPDATE("~ update"),
        REPLACE("-/+ replace"),
        DESTROY("- destroy"),
        FORGET(". forget"),
        MOVE("~ move"),
        IMPORT("<- import"),
        OTHER("? change");

        private final String text;

        Action(String text) {
            this.text = text;
        }
    }

    Action action() {
        var actions = new ArrayList<String>();
        change.path("actions").forEach(action -> actions.add(action.asString("")));
        return switch (String.join(",", actions)) {
            case "no-op" -> stillSomething();
            case "read" -> Action.READ;
            case "create" -> Action.CREATE;
            case "update" -> Action.UPDATE;
            case "delete,create", "create,delete", "create,forget" -> Action.REPLACE;
            case "delete" -> Action.DESTROY;
            case "forget" -> Action.FORGET;
            default -> Action.OTHER;
        };
    }

    /** Without a change of values, state may change all the same. */
    private Action stillSomething() {
        if (change.has("importing")) {
            return Action.IMPORT;
        }
        return previousAddress.isEmpty() || previousAddress.equals(address) ? Action.NOTHING : Action.MOVE;
    }

    boolean changesSomething() {
        var action = action();
        return action != Action.NOTHING && action != Action.READ;
    }

    /** {@code ~ update terraform_data.x (input, triggers_replace)}. */
    String line() {
        var action = action();
        var names = action == Action.UPDATE || action == Action.REPLACE ? changedAttributes() : List.<String>of();
        var from = action == Action.MOVE ? " (from " + previousAddress + ")" : "";
        return action.text + " " + address + from + attributes(names);
    }

    private static String attributes(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        var more = names.size() > MAX_ATTRIBUTES ? ", …" : "";
        return names.stream().limit(MAX_ATTRIBUTES).collect(Collectors.joining(", ", " (", more + ")"));
    }

    private List<String> changedAttributes() {
        var before = change.path("before");
        var after = change.path("after");
        var unknown = change.path("after_unknown");
        var names = new TreeSet<String>();
        names.addAll(before.propertyNames());
        names.addAll(after.propertyNames());
        names.addAll(unknown.propertyNames());
        return names.stream()
                .filter(name ->
                        isUnknown(unknown.path(name)) || !before.path(name).equals(after.path(name)))
                .toList();
    }

    private static boolean isUnknown(JsonNode mask) {
        return mask.isBoolean()
                ? mask.booleanValue()
                : mask.isContainer() && mask.valueStream().anyMatch(PlannedChange::isUnknown);
    }
}
