package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Reference;
import dev.landfall.formats.template.TemplateEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Finds the templates in the values of a section and what they refer to. */
final class TemplateUses {

    private final TemplateEngine engine = TemplateEngine.go();
    private final Problems problems;
    private final List<Reference> references = new ArrayList<>();

    TemplateUses(Problems problems) {
        this.problems = problems;
    }

    static List<Reference> of(Collection<ConfigValue> values, Problems problems) {
        var uses = new TemplateUses(problems);
        values.forEach(uses::add);
        return uses.references;
    }

    private void add(ConfigValue value) {
        addNode(value.value(), value);
    }

    private void addNode(JsonNode node, ConfigValue value) {
        if (node.isString()) {
            addText(node.stringValue(), value);
        } else {
            node.forEach(inner -> addNode(inner, value));
        }
    }

    private void addText(String text, ConfigValue value) {
        var template = engine.parse(text, value.placesIn(text));
        problems.addAll(template);
        template.value().ifPresent(parsed -> references.addAll(parsed.references()));
    }
}
