package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.call;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Expression.Members;
import dev.landfall.stacktemplates.arm.Parameter;
import dev.landfall.stacktemplates.arm.Parameter.Kind;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.InputGroup;
import dev.landfall.stacktemplates.model.StackModel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the customer chooses, as parameters with the constraints that the language has. */
final class InputPart {

    private InputPart() {}

    static void add(StackModel model, Draft draft) {
        for (var group : model.groups()) {
            group.inputs().forEach(input -> draft.add(parameter(group, input)));
        }
    }

    /** Name of an input's parameter. */
    static String name(CustomerInput input) {
        return AzureNames.symbol("input", input.name());
    }

    /** By name, what was chosen. */
    static Expression chosen(StackModel model) {
        var members = model.inputs().stream()
                .map(input -> new Expression.Member(Expression.text(input.name()), value(input)))
                .toList();
        return new Members(members);
    }

    static boolean isWhole(CustomerInput input) {
        return input.defaultValue() == null
                ? input.required()
                : input.defaultValue().matches("-?[0-9]{1,9}");
    }

    private static Expression value(CustomerInput input) {
        var parameter = new Expression.Parameter(name(input));
        return input.type() == CustomerInput.Type.JSON
                ? new Expression.Choice(call("empty", parameter), object(), call("json", parameter))
                : parameter;
    }

    private static Parameter parameter(InputGroup group, CustomerInput input) {
        var parameter = Parameter.of(
                name(input),
                type(input),
                group.title() + ", " + input.title() + ": " + input.description(),
                given(input));
        var mayBeEmpty = !input.required() || parameter.type() == Kind.INT || parameter.type() == Kind.BOOL;
        return mayBeEmpty ? parameter : parameter.limited("minLength", 1);
    }

    private static Kind type(CustomerInput input) {
        return switch (input.type()) {
            case TEXT, JSON -> Kind.STRING;
            // the language has whole numbers alone, and no way to leave one out
            case NUMBER -> isWhole(input) ? Kind.INT : Kind.STRING;
            case BOOLEAN -> Kind.BOOL;
            case LIST -> Kind.ARRAY;
        };
    }

    private static @Nullable Object given(CustomerInput input) {
        var value = input.defaultValue();
        if (value == null && input.required()) {
            return null;
        }
        var text = value == null ? "" : value;
        return switch (type(input)) {
            case STRING, OBJECT -> text;
            case INT -> Integer.parseInt(text);
            case BOOL -> Boolean.parseBoolean(text);
            case ARRAY ->
                Expression.list(Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toArray());
        };
    }
}
