package dev.landfall.formats.iam;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Placeholders;
import dev.landfall.formats.template.Places;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON with placeholders of templates in its texts, read as far as that goes before they are rendered. */
final class TemplatedJson {

    /** Stands for each character of a placeholder; no text of a policy has it. */
    static final char MASK = '\uE000';

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TemplatedJson() {}

    /**
     * The tree, its placeholders masked. Empty after a problem, and when placeholders stand outside of texts: then it can only be read
     * when it is rendered.
     */
    static Optional<JsonNode> read(String text, Places places, Problems problems) {
        var masked = Placeholders.masked(text, MASK);
        try {
            return Optional.ofNullable(JSON.readTree(masked)).filter(node -> !node.isMissingNode());
        } catch (JacksonException e) {
            if (!masksOutsideTexts(masked)) {
                var location = e.getLocation();
                var offset = location == null ? 0 : Places.offset(masked, location.getLineNr(), location.getColumnNr());
                problems.add(places.at(offset), "The document is not JSON: " + message(e) + ".");
            }
            return Optional.empty();
        }
    }

    /** What Jackson says, without what it adds about its own settings. */
    private static String message(JacksonException e) {
        var message = e.getOriginalMessage();
        var aside = message.indexOf(" (");
        return aside < 0 ? message : message.substring(0, aside);
    }

    private static boolean masksOutsideTexts(String masked) {
        var inText = false;
        for (var i = 0; i < masked.length(); i++) {
            var c = masked.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                inText = !inText;
            } else if (c == MASK && !inText) {
                return true;
            }
        }
        return false;
    }
}
