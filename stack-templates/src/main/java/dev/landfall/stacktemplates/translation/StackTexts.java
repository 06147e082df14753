package dev.landfall.stacktemplates.translation;

import dev.landfall.formats.appconfig.ConfigTemplates;
import dev.landfall.formats.appconfig.ConfigValue;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.TemplateEngine;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The config's texts, with what is known before anything is installed filled in. */
final class StackTexts {

    private final ConfigTemplates templates = new ConfigTemplates(TemplateEngine.go());
    private final JsonNode state;
    private final Problems problems;

    StackTexts(JsonNode state, Problems problems) {
        this.state = state;
        this.problems = problems;
    }

    String of(ConfigValue value) {
        return templates.text(value, state, problems);
    }

    String of(@Nullable ConfigValue value, String otherwise) {
        var text = value == null ? "" : of(value).strip();
        return text.isEmpty() ? otherwise : text;
    }
}
