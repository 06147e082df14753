package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code stack.toml}. */
final class StackReader {

    private static final int MAX_INDEX = 10_000;
    private static final int MAX_NESTED = 50;

    private final ContentsReader contents;
    private final Problems problems;

    StackReader(ContentsReader contents, Problems problems) {
        this.contents = contents;
        this.problems = problems;
    }

    Stack read(Section file) {
        var type = Choices.required(file, "type", "type of stack", Stack.Type.spellings(), Stack.Type::parse)
                .orElse(Stack.Type.AWS_CLOUDFORMATION);
        var nested = file.sections("custom_nested_stacks");
        if (nested.size() > MAX_NESTED) {
            file.problem("custom_nested_stacks", "A stack has at most " + MAX_NESTED + " nested stacks.");
        }
        var unique = new Unique("nested stack", problems);
        var stack = new Stack(
                type,
                file.requiredTemplate("name"),
                file.description("description").orElse(null),
                file.template("vpc_nested_template_url").orElse(null),
                file.template("runner_nested_template_url").orElse(null),
                nested.stream()
                        .map(this::nested)
                        .filter(one -> unique.add(one.name(), one.at()))
                        .sorted(Comparator.comparingInt(NestedStack::index))
                        .toList(),
                scope(file),
                file.at());
        file.end();
        return stack;
    }

    private NestedStack nested(Section section) {
        var name = Names.of(section);
        var url = section.requiredTemplate("template_url");
        var nested = new NestedStack(
                name,
                url,
                fileContents(section),
                section.integer("index", 0, MAX_INDEX).orElse(0),
                section.templates("parameters"),
                Collections.emptySortedSet(),
                section.at("name"));
        section.end();
        return nested;
    }

    /** A cloud reads https by itself; what it cannot read travels with the config. */
    private @Nullable String fileContents(Section section) {
        if (ContentsReader.path(section, "template_url").isEmpty()
                || section.text("template_url")
                        .filter(url -> url.startsWith("http"))
                        .isPresent()) {
            return null;
        }
        return contents.read(section, "template_url")
                .map(value -> value.value().stringValue())
                .orElse(null);
    }

    private static Stack.@Nullable DeploymentScope scope(Section file) {
        var known = Map.of(
                "resource-group", Stack.DeploymentScope.RESOURCE_GROUP,
                "resource_group", Stack.DeploymentScope.RESOURCE_GROUP,
                "subscription", Stack.DeploymentScope.SUBSCRIPTION);
        return Choices.optional(
                        file,
                        "deployment_scope",
                        "deployment scope",
                        List.of("resource-group", "subscription"),
                        text -> Optional.ofNullable(known.get(text)))
                .orElse(null);
    }
}
