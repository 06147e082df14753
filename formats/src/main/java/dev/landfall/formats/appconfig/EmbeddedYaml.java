package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Placeholders;
import dev.landfall.formats.template.Places;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Checks YAML that stands in a config: that it can be parsed, within limits. Only events are read and no tree is built, so that aliases
 * cost nothing. Texts that templates make lines of are left for when they are rendered.
 */
final class EmbeddedYaml {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 1_000;
    private static final Pattern LOGIC =
            Pattern.compile("\\{\\{-?\\s*(?:if|else|end|range|with|break|continue|\\$|/\\*)|\\{\\{-|-}}|toYaml|indent");
    private static final String TAB_HINT = "found character '\\t(TAB)'";

    private final Problems problems;

    EmbeddedYaml(Problems problems) {
        this.problems = problems;
    }

    static boolean isValid(String text) {
        var problems = new Problems();
        var at = Location.startOf("value");
        var value = new ConfigValue(JsonNodeFactory.instance.stringNode(text), at, new TreeMap<>());
        new EmbeddedYaml(problems).problemOf(text, new ContentsReader.Document(value, offset -> at));
        return problems.isEmpty();
    }

    void check(ContentsReader.Document document) {
        var text = document.text();
        if (LOGIC.matcher(text).find()) {
            return;
        }
        problemOf(Placeholders.maskedInLines(text, 'x'), document);
    }

    private void problemOf(String text, ContentsReader.Document document) {
        try {
            var depth = 0;
            var aliases = 0;
            var settings = LoadSettings.builder()
                    .setCodePointLimit(MAX_CHARACTERS)
                    .setUseMarks(true)
                    .build();
            for (var event : new Parse(settings).parseString(text)) {
                switch (event.getEventId()) {
                    case MappingStart, SequenceStart -> depth++;
                    case MappingEnd, SequenceEnd -> depth--;
                    case Alias -> aliases++;
                    default -> {}
                }
                if (depth > MAX_DEPTH || aliases > MAX_ALIASES) {
                    problems.add(
                            document.value().at(),
                            "The YAML nests deeper than " + MAX_DEPTH + " levels, or has more than " + MAX_ALIASES
                                    + " aliases.");
                    return;
                }
            }
        } catch (MarkedYamlEngineException e) {
            var offset = e.getProblemMark()
                    .map(mark -> Places.offset(text, mark.getLine() + 1, mark.getColumn() + 1))
                    .orElse(0);
            var problem = e.getProblem().startsWith(TAB_HINT) ? "a tab stands where only spaces may" : e.getProblem();
            problems.add(document.places().at(offset), "This is not YAML: " + problem + ".");
        } catch (YamlEngineException e) {
            problems.add(document.value().at(), "This is not YAML: " + e.getMessage() + ".");
        }
    }
}
