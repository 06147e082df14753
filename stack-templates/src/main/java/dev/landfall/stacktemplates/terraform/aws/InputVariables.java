package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.terraform.Variable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the customer chooses: a variable for each of the vendor's inputs, with its type. */
final class InputVariables {

    private InputVariables() {}

    static void add(Module module) {
        module.model().inputs().forEach(input -> module.ask(variable(module, input)));
    }

    /** By the vendor's names, as texts or lists of texts; null means that nothing was chosen. */
    static Members values(Module module) {
        var values = object();
        for (var input : module.model().inputs()) {
            var reference = "var." + name(module, input);
            values = values.with(
                    input.name(),
                    code(
                            switch (input.type()) {
                                case NUMBER, BOOLEAN -> "tostring(" + reference + ")";
                                case TEXT, LIST, JSON -> reference;
                            }));
        }
        return values;
    }

    private static Variable variable(Module module, CustomerInput input) {
        var name = name(module, input);
        var words = input.description().isBlank() ? input.title() : input.title() + ": " + input.description();
        var variable = Variable.of(name, type(input.type()), words);
        var given = given(input);
        if (given != null || !input.required()) {
            variable = variable.withDefault(given == null ? Expression.NULL : given);
        }
        var reference = "var." + name;
        if (input.required()
                && input.type() != CustomerInput.Type.NUMBER
                && input.type() != CustomerInput.Type.BOOLEAN) {
            variable = input.type() == CustomerInput.Type.LIST
                    ? variable.valid("length(" + reference + ") > 0", "Give at least one.")
                    : variable.valid("length(trimspace(" + reference + ")) > 0", "It must not be empty.");
        }
        if (input.type() == CustomerInput.Type.JSON) {
            variable = variable.valid(reference + " == null || can(jsondecode(" + reference + "))", "It must be JSON.");
        }
        return variable;
    }

    private static String type(CustomerInput.Type type) {
        return switch (type) {
            case TEXT, JSON -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case LIST -> "list(string)";
        };
    }

    private static @Nullable Expression given(CustomerInput input) {
        var text = input.defaultValue();
        if (text == null || (text.isEmpty() && input.type() != CustomerInput.Type.TEXT)) {
            return null;
        }
        return switch (input.type()) {
            case TEXT, JSON -> Expression.text(text);
            case LIST -> Expression.texts(List.of(text.split(",", -1)));
            case NUMBER -> isNumber(text) ? code(text.strip()) : Expression.text(text);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? code(text) : Expression.text(text);
        };
    }

    private static boolean isNumber(String text) {
        try {
            return Json.readTree(text.getBytes(StandardCharsets.UTF_8)).isNumber()
                    && new BigDecimal(text.strip()).scale() < 20;
        } catch (LandfallException | NumberFormatException e) {
            return false;
        }
    }

    private static String name(Module module, CustomerInput input) {
        return module.word("input", input.name(), input.at());
    }
}
