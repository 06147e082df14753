package dev.landfall.formats.template;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.problem.Reading;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A parsed text; rendering walks its parts. */
final class PlaceholderTemplate implements Template {

    private final List<Part> parts;

    PlaceholderTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public List<Reference> references() {
        var references = new ArrayList<Reference>();
        for (var part : parts) {
            if (part instanceof Part.Placeholder placeholder) {
                placeholder
                        .commands()
                        .forEach(command -> fields(command)
                                .forEach(field -> references.add(new Reference(field.path(), placeholder.at()))));
            }
        }
        return references;
    }

    private static List<Part.Field> fields(Part.Command command) {
        return switch (command) {
            case Part.Field field -> List.of(field);
            case Part.Literal literal -> List.of();
            case Part.Call call ->
                call.arguments().stream()
                        .filter(Part.Field.class::isInstance)
                        .map(Part.Field.class::cast)
                        .toList();
        };
    }

    @Override
    public Reading<JsonNode> render(JsonNode tree) {
        var problems = new Problems();
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Placeholder only) {
            var node = checked(Evaluation.of(only, tree), only, problems);
            return problems.reading(() -> node);
        }
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Text plain -> text.append(plain.text());
                case Part.Placeholder placeholder ->
                    text.append(checked(embedded(Evaluation.of(placeholder, tree)), placeholder, problems)
                            .asString());
            }
        }
        return problems.reading(() -> JsonNodeFactory.instance.stringNode(text.toString()));
    }

    private static Value embedded(Value value) {
        return value instanceof Value.Present present ? TextForm.of(present.node()) : value;
    }

    private static JsonNode checked(Value value, Part.Placeholder placeholder, Problems problems) {
        return switch (value) {
            case Value.Present present -> present.node();
            case Value.Missing missing -> refused(missing.message(), placeholder, problems);
            case Value.Wrong wrong -> refused(wrong.message(), placeholder, problems);
        };
    }

    private static JsonNode refused(String message, Part.Placeholder placeholder, Problems problems) {
        problems.add(placeholder.at(), message);
        return JsonNodeFactory.instance.stringNode("");
    }
}
