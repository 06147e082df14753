package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;

import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.InputGroup;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the customer chooses, as variables with the constraints that can be said. */
final class InputVariables {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?");

    private InputVariables() {}

    static void add(StackModel model, Module module) {
        for (var group : model.groups()) {
            group.inputs().forEach(input -> module.ask(variable(group, input)));
        }
    }

    /** By name, what was chosen; null for what was left out. */
    static Members chosen(StackModel model) {
        var all = object();
        for (var input : model.inputs()) {
            var variable = "var." + Names.input(input);
            all = all.with(
                    input.name(),
                    code(
                            input.type() == CustomerInput.Type.JSON
                                    ? "jsondecode(coalesce(" + variable + ", \"{}\"))"
                                    : variable));
        }
        return all;
    }

    private static Variable variable(InputGroup group, CustomerInput input) {
        var plain = Variable.of(
                Names.input(input), type(input), group.title() + ", " + input.title() + ": " + input.description());
        var given = given(input);
        var variable = given == null ? plain : plain.withDefault(given);
        var name = "var." + variable.name();
        return switch (input.type()) {
            case TEXT -> needed(input, name + " != \"\"", variable);
            case LIST -> needed(input, "length(" + name + ") > 0", variable);
            case JSON ->
                needed(input, name + " != \"\"", variable)
                        .valid("can(jsondecode(coalesce(" + name + ", \"{}\")))", "This is not JSON.");
            case NUMBER, BOOLEAN -> variable;
        };
    }

    private static Variable needed(CustomerInput input, String condition, Variable variable) {
        return input.required() ? variable.valid(condition, "This input is needed.") : variable;
    }

    private static String type(CustomerInput input) {
        return switch (input.type()) {
            case TEXT, JSON -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case LIST -> "list(string)";
        };
    }

    private static @Nullable Expression given(CustomerInput input) {
        var value = input.defaultValue();
        if (value == null && input.required()) {
            return null;
        }
        var text = value == null ? "" : value;
        return switch (input.type()) {
            case TEXT, JSON -> Expression.text(text);
            case NUMBER -> text.isEmpty() ? Expression.NULL : number(text);
            case BOOLEAN -> Expression.truth(Boolean.parseBoolean(text));
            case LIST ->
                Expression.texts(Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList());
        };
    }

    private static Expression number(String text) {
        return NUMBER.matcher(text).matches() ? code(text) : Expression.text(text);
    }
}
