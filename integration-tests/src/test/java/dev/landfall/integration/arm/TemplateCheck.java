package dev.landfall.integration.arm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * An ARM template of language version 2.0 for a resource group: its resources' types, its expressions' functions and names, its
 * order, and that what a person types as a secret goes into a vault and nowhere else.
 */
final class TemplateCheck {

    private static final Set<String> FUNCTIONS = Set.of(
            "add and array base64 base64ToJson base64ToString bool cidrHost cidrSubnet coalesce concat contains createArray createObject dataUri deployment div empty endsWith environment equals extensionResourceId false first flatten format greater greaterOrEquals guid if indexOf int intersection items join json last lastIndexOf length less lessOrEquals max min mod mul newGuid not null objectKeys or padLeft parameters range reference replace resourceGroup resourceId skip split startsWith string sub subscription subscriptionResourceId substring take tenant tenantResourceId toLower toUpper trim true union uniqueString uri uriComponent utcNow variables"
                    .split(" "));
    private static final Set<String> OF_DEFAULTS = Set.of("newGuid", "utcNow");
    private static final Pattern PARAMETER = Pattern.compile("parameters\\('([^']*)'\\)");
    private static final Pattern VERSION = Pattern.compile("'20[0-9]{2}-[01][0-9]-[0-3][0-9](?:-preview)?'");
    private static final Pattern ASKED = Pattern.compile("empty\\(parameters\\('[^']*'\\)\\)");

    private final JsonNode template;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> unused = new TreeSet<>();
    private final Map<String, Set<String>> needs = new HashMap<>();

    private TemplateCheck(JsonNode template) {
        this.template = template;
    }

    /** What is wrong with it; empty when nothing is. */
    static List<String> problems(ArmTypes types, JsonNode template) {
        var check = new TemplateCheck(template);
        check.all(types);
        return check.problems;
    }

    private void all(ArmTypes types) {
        for (var kind : List.of("parameters", "variables")) {
            template.path(kind).propertyNames().forEach(name -> unused.add(kind + " " + name));
        }
        template.path("parameters")
                .properties()
                .forEach(each -> walk("parameters." + each.getKey(), each.getValue(), false, true));
        template.path("variables")
                .properties()
                .forEach(each -> walk("variables." + each.getKey(), each.getValue(), false));
        template.path("resources").properties().forEach(each -> {
            problems.addAll(types.problems(each.getKey(), each.getValue()));
            resource(each.getKey(), each.getValue());
        });
        template.path("outputs").properties().forEach(each -> walk("outputs." + each.getKey(), each.getValue(), true));
        unused.forEach(each -> problems.add(each + " is never used"));
        twice();
        needs.keySet().forEach(each -> cycle(each, new ArrayList<>()));
    }

    private void resource(String symbol, JsonNode resource) {
        var before = new HashSet<String>();
        for (var name : resource.path("dependsOn")) {
            before.add(name.asString());
            if (!template.path("resources").has(name.asString())) {
                problems.add(symbol + " depends on " + name + ", which is not there");
            }
        }
        needs.put(symbol, before);
        for (var property : resource.properties()) {
            walk(
                    symbol + "." + property.getKey(),
                    property.getValue(),
                    property.getKey().equals("properties"));
        }
    }

    private void walk(String place, JsonNode value, boolean afterOthers) {
        walk(place, value, afterOthers, false);
    }

    private void walk(String place, JsonNode value, boolean afterOthers, boolean defaults) {
        if (value.isString()) {
            text(place, value.asString(), afterOthers, defaults);
        }
        value.properties().forEach(each -> walk(place + "." + each.getKey(), each.getValue(), afterOthers, defaults));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            walk(place + "[" + i + "]", value.get(i), afterOthers, defaults);
        }
    }

    private void text(String place, String text, boolean afterOthers, boolean defaults) {
        if (!text.startsWith("[") || text.startsWith("[[")) {
            return;
        }
        if (!text.endsWith("]")) {
            problems.add(place + " begins an expression and does not end it");
            return;
        }
        secrets(place, text);
        try {
            ExpressionText.read(text.substring(1, text.length() - 1), (function, given) -> {
                call(place, function, given, afterOthers);
                if (OF_DEFAULTS.contains(function) && !defaults) {
                    problems.add(place + ": " + function + " is for default values of parameters");
                }
            });
        } catch (IllegalArgumentException e) {
            problems.add(place + ": " + e.getMessage());
        }
    }

    private void call(String place, String function, List<String> given, boolean afterOthers) {
        if (!FUNCTIONS.contains(function)) {
            problems.add(place + ": no function has the name " + function);
        }
        var first = given.isEmpty() ? "" : given.getFirst().replaceAll("^'|'$", "");
        if (function.equals("parameters") || function.equals("variables")) {
            named(place, function, first);
        }
        if (function.equals("reference") && given.getFirst().startsWith("'")) {
            reference(place, first, afterOthers);
        } else if (function.equals("reference")) {
            referenceElsewhere(place, given, afterOthers);
        }
        if (function.equals("resourceId")) {
            resourceId(place, given);
        }
    }

    /** Of what the template does not make. */
    private void referenceElsewhere(String place, List<String> given, boolean afterOthers) {
        if (given.size() != 2 || !VERSION.matcher(given.get(1)).matches()) {
            problems.add(place + ": reference of what is elsewhere needs its version");
        }
        if (!afterOthers) {
            problems.add(place + ": reference is for properties and outputs");
        }
    }

    /** The type may follow the name of a resource group. */
    private void resourceId(String place, List<String> given) {
        var type = given.getFirst().startsWith("'") || given.size() == 1 ? 0 : 1;
        var name = given.get(type).replaceAll("^'|'$", "");
        var segments = name.split("/", -1).length - 1;
        if (segments == 0 || segments != given.size() - type - 1) {
            problems.add(place + ": an id of " + name + " has " + segments + " names");
        }
    }

    private void named(String place, String kind, String name) {
        unused.remove(kind + " " + name);
        if (!template.path(kind).has(name)) {
            problems.add(place + ": " + kind + " has no " + name);
        }
    }

    /** Whether there is a secret may be asked anywhere. */
    private void secrets(String place, String text) {
        var used = PARAMETER.matcher(ASKED.matcher(text).replaceAll("true()"));
        while (used.find()) {
            var type =
                    template.path("parameters").path(used.group(1)).path("type").asString("");
            if (type.startsWith("secure") && !isValueOfSecret(place)) {
                problems.add(place + " would show the secret " + used.group(1));
            }
        }
    }

    private boolean isValueOfSecret(String place) {
        var symbol = place.split("\\.", 2)[0];
        var type = template.path("resources").path(symbol).path("type").asString("");
        return type.equals("Microsoft.KeyVault/vaults/secrets") && place.equals(symbol + ".properties.value");
    }

    private void reference(String place, String symbol, boolean afterOthers) {
        if (!template.path("resources").has(symbol)) {
            problems.add(place + ": there is no resource " + symbol);
        }
        if (!afterOthers) {
            problems.add(place + ": reference is for properties and outputs");
        }
        var before = needs.get(place.split("\\.", 2)[0]);
        if (before != null && !before.contains(symbol)) {
            problems.add(place + " needs " + symbol + ", on which the resource does not depend");
        }
    }

    private void twice() {
        var seen = new HashSet<String>();
        for (var resource : template.path("resources")) {
            var name = resource.path("type") + " " + resource.path("name") + " " + resource.path("scope");
            if (!seen.add(name)) {
                problems.add("two resources are " + name);
            }
        }
    }

    private void cycle(String symbol, List<String> path) {
        if (path.contains(symbol)) {
            if (path.getFirst().equals(symbol)) {
                problems.add("these wait for each other: " + path);
            }
            return;
        }
        path.add(symbol);
        needs.getOrDefault(symbol, Set.of()).forEach(each -> cycle(each, path));
        path.removeLast();
    }
}
