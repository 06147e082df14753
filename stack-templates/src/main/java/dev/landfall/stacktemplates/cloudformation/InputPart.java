package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.stacktemplates.aws.Words;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.InputGroup;
import java.util.List;
import java.util.Optional;

/** What the customer chooses, under the vendor's headings. */
final class InputPart {

    private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?";

    private InputPart() {}

    static void add(Parts stack) {
        for (var group : stack.model().groups()) {
            var names = group.inputs().isEmpty() ? List.of() : stack.template().group(label(group));
            for (var input : group.inputs()) {
                stack.template().parameter(names, id(stack, input), input.title(), parameter(input));
            }
        }
    }

    /** By the vendor's names; empty ones mean that nothing was chosen. */
    static Entries values(Parts stack) {
        var values = new Entries();
        stack.model().inputs().forEach(input -> values.put(input.name(), Tag.ref(id(stack, input))));
        return values;
    }

    private static String label(InputGroup group) {
        return group.title().isBlank() ? group.name() : group.title();
    }

    private static Entries parameter(CustomerInput input) {
        boolean required = input.required();
        var parameter = Entries.of("Type", input.type() == CustomerInput.Type.LIST ? "CommaDelimitedList" : "String");
        var given = Optional.ofNullable(input.defaultValue());
        if (given.isPresent() || !required) {
            parameter.put("Default", given.orElse(""));
        }
        switch (input.type()) {
            case NUMBER -> constrain(parameter, required ? "^" + NUMBER + "$" : "^(?:" + NUMBER + ")?$", "a number");
            case BOOLEAN ->
                parameter.put(
                        "AllowedValues",
                        required || given.isPresent() ? List.of("true", "false") : List.of("", "true", "false"));
            case TEXT, JSON -> {
                if (required) {
                    constrain(parameter, "^[\\s\\S]*\\S[\\s\\S]*$", "not empty");
                }
            }
            case LIST -> {}
        }
        return parameter.with("Description", Words.description(input.description()));
    }

    private static void constrain(Entries parameter, String pattern, String words) {
        parameter.put("AllowedPattern", pattern);
        parameter.put("ConstraintDescription", words);
    }

    static String id(Parts stack, CustomerInput input) {
        return stack.names().of("Input", input.name(), input.at());
    }
}
