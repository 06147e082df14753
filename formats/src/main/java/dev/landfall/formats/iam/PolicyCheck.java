package dev.landfall.formats.iam;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Places;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One document against the grammar of identity-based policies (IAM user guide, "Grammar of the IAM JSON policy language") and the list
 * of actions. For one document.
 */
final class PolicyCheck {

    private static final List<String> VERSIONS = List.of("2012-10-17", "2008-10-17");
    private static final Set<String> FIELDS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_FIELDS =
            Set.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9]*");
    private static final Pattern ACTION = Pattern.compile("([A-Za-z0-9-]+):([A-Za-z0-9*?]+)");

    private final String text;
    private final Places places;
    private final boolean allowsAllActions;
    private final Problems problems;
    private final List<Integer> starts;
    private final Set<String> sids = new HashSet<>();
    private int searchFrom;

    PolicyCheck(String text, Places places, boolean allowsAllActions, Problems problems) {
        this.text = text;
        this.places = places;
        this.allowsAllActions = allowsAllActions;
        this.problems = problems;
        this.starts = StatementStarts.of(text);
    }

    void check(JsonNode document) {
        if (!document.isObject()) {
            add("The policy is not a JSON object: {\"Version\": …, \"Statement\": […]}.");
            return;
        }
        known(document, FIELDS, "a policy");
        version(document.path("Version"));
        var statements = document.path("Statement");
        switch (statements.getNodeType()) {
            case MISSING -> add("'Statement' is missing in the policy.");
            case OBJECT -> statement(statements, 1);
            case ARRAY -> {
                if (statements.isEmpty()) {
                    problems.notice(place("\"Statement\""), "The policy allows nothing: 'Statement' is empty.");
                }
                var number = 1;
                for (var statement : statements) {
                    statement(statement, number++);
                }
            }
            default -> add("'Statement' must be a list of objects.");
        }
    }

    private void version(JsonNode version) {
        if (version.isMissingNode()) {
            add("'Version' is missing in the policy; write \"Version\": \"2012-10-17\".");
        } else if (!VERSIONS.contains(version.asString())) {
            problems.add(
                    place("\"" + version.asString() + "\""),
                    "'" + version.asString() + "' is not a version of IAM policies; write \"2012-10-17\".");
        }
    }

    private void statement(JsonNode statement, int number) {
        var what = "statement " + number;
        if (!statement.isObject()) {
            add("The " + what + " is not a JSON object.");
            return;
        }
        searchFrom = starts.get(Math.min(number, starts.size()) - 1);
        known(statement, STATEMENT_FIELDS, "a statement of a role's policy");
        var sid = statement.path("Sid");
        if (!sid.isMissingNode() && (!sid.isString() || !isWhole(sid, SID))) {
            problems.add(place("\"Sid\""), "The 'Sid' of the " + what + " has letters and digits only.");
        } else if (sid.isString() && !sids.add(sid.stringValue())) {
            problems.add(place("\"Sid\""), "The 'Sid' of the " + what + " is that of another one; each has its own.");
        }
        var effect = statement.path("Effect").asString("");
        if (!Set.of("Allow", "Deny").contains(effect)) {
            problems.add(place("\"Effect\""), "The 'Effect' of the " + what + " must be \"Allow\" or \"Deny\".");
        }
        actions(statement, effect, what);
        oneOf(statement, "Resource", "NotResource", what);
        texts(statement, "Resource", what);
        texts(statement, "NotResource", what);
        var condition = statement.path("Condition");
        if (!condition.isMissingNode() && !condition.isObject()) {
            problems.add(place("\"Condition\""), "The 'Condition' of the " + what + " must be an object.");
        }
    }

    private void actions(JsonNode statement, String effect, String what) {
        oneOf(statement, "Action", "NotAction", what);
        var actions = texts(statement, "Action", what);
        actions.forEach(this::action);
        var others = texts(statement, "NotAction", what);
        others.forEach(this::action);
        var isAll = actions.stream().anyMatch(action -> action.matches("\\*+|\\*:\\*"));
        if (effect.equals("Allow") && !allowsAllActions && (isAll || !others.isEmpty())) {
            problems.add(
                    place(isAll ? "\"Action\"" : "\"NotAction\""),
                    "The " + what + " allows " + (isAll ? "every action" : "every action but some")
                            + ". Name the actions, or say 'allow_all_actions = true' beside 'contents'.");
        }
    }

    private void action(String action) {
        if (action.equals("*") || action.equals("*:*") || action.indexOf(TemplatedJson.MASK) >= 0) {
            return;
        }
        var form = ACTION.matcher(action);
        if (!form.matches()) {
            problems.add(place("\"" + action + "\""), "'" + action + "' is not an action; write service:Action.");
            return;
        }
        var known = KnownActions.get();
        if (!known.hasService(form.group(1))) {
            problems.add(
                    place("\"" + action + "\""),
                    "'" + form.group(1) + "' is not a service of AWS" + known.serviceHint(form.group(1)));
        } else if (!known.hasAction(form.group(1), form.group(2))) {
            unknown(action, form.group(1), form.group(2));
        }
    }

    /** A name that is nearly a known one is a slip; any other may be newer than the list. */
    private void unknown(String action, String prefix, String name) {
        var near = KnownActions.get().nearest(prefix, name);
        var place = place("\"" + action + "\"");
        near.ifPresentOrElse(
                known -> problems.add(
                        place, "'" + action + "' is not an action; did you mean '" + prefix + ":" + known + "'?"),
                () -> problems.notice(
                        place, "'" + action + "' is not among the actions that this version of Landfall knows."));
    }

    private void oneOf(JsonNode statement, String name, String notName, String what) {
        if (statement.has(name) == statement.has(notName)) {
            add("The " + what + " must have '" + name + "' or '" + notName + "', and not both.");
        }
    }

    private List<String> texts(JsonNode statement, String name, String what) {
        var value = statement.path(name);
        var texts = new ArrayList<String>();
        if (value.isString()) {
            texts.add(value.stringValue());
        } else if (value.isArray() && !value.isEmpty()) {
            for (var element : value) {
                if (element.isString()) {
                    texts.add(element.stringValue());
                } else {
                    problems.add(place("\"" + name + "\""), "'" + name + "' of the " + what + " must hold texts only.");
                }
            }
        } else if (!value.isMissingNode()) {
            problems.add(
                    place("\"" + name + "\""), "'" + name + "' of the " + what + " must be a text or a list of texts.");
        }
        return texts;
    }

    private void known(JsonNode object, Set<String> names, String what) {
        for (var name : object.propertyNames()) {
            if (!names.contains(name)) {
                problems.add(
                        place("\"" + name + "\""),
                        "'" + name + "' is not a field of " + what + Nearest.hint(name, new TreeSet<>(names)));
            }
        }
    }

    private static boolean isWhole(JsonNode text, Pattern form) {
        return form.matcher(text.stringValue().replace(String.valueOf(TemplatedJson.MASK), ""))
                .matches();
    }

    private void add(String message) {
        problems.add(places.at(searchFrom), message);
    }

    private Location place(String piece) {
        var found = text.indexOf(piece, searchFrom);
        return places.at(found < 0 ? searchFrom : found);
    }
}
