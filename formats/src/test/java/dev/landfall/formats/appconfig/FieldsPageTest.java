package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sections of docs/app-config.md name every field that there is and no other. That the schemas know the same fields as the readers is
 * {@link SchemaAgreementTest}'s.
 */
final class FieldsPageTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]*");

    /** Headings of the page, and the files that they are about. */
    private static final Map<String, List<String>> SECTIONS = sections();

    /** Sections whose fields others have too, and that these point to. */
    private static final Map<String, List<String>> POINTED_TO = Map.of(
            "sandbox", List.of("Sources"),
            "components", List.of("Sources", "sandbox"),
            "actions", List.of("Sources"),
            "branches", List.of("Sources"),
            "installs", List.of("Sources"),
            "runbooks", List.of("actions"));

    /** Columns that hold fields and what they may hold. */
    private static final Set<String> FIELDS_OF_A_TYPE = Set.of("fields", "more fields");

    @Test
    void everySectionOfTheFormatHasAHeading() {
        var told = new TreeSet<String>();
        SECTIONS.values().forEach(told::addAll);
        assertEquals(new TreeSet<>(ConfigSchema.types()), told);
    }

    @Test
    void everyFieldIsOnThePage() throws IOException {
        var page = page();
        var missing = new ArrayList<String>();
        SECTIONS.forEach((heading, types) -> {
            var words = new TreeSet<>(words(page, heading));
            POINTED_TO.getOrDefault(heading, List.of()).forEach(other -> words.addAll(words(page, other)));
            for (var type : types) {
                names(schema(type), "properties").stream()
                        .filter(name -> !words.contains(name))
                        .forEach(name -> missing.add(heading + ": " + name));
            }
        });
        assertEquals(List.of(), missing);
    }

    @Test
    void everyFieldOnThePageIsOneOfTheFormat() throws IOException {
        var page = page();
        var unknown = new ArrayList<String>();
        var seen = 0;
        for (var section : SECTIONS.entrySet()) {
            var known = new TreeSet<String>();
            section.getValue().forEach(type -> known.addAll(names(schema(type), "properties")));
            var words = new TreeSet<>(known);
            section.getValue().forEach(type -> words.addAll(names(schema(type), "enum")));
            var header = List.<String>of();
            for (var line : text(page, section.getKey()).lines().toList()) {
                var cells = cells(line);
                if (!cells.isEmpty() && header.isEmpty()) {
                    header = cells;
                } else if (cells.isEmpty()) {
                    header = List.of();
                } else {
                    for (var i = 0; i < Math.min(cells.size(), header.size()); i++) {
                        var isField = i == 0 && header.getFirst().startsWith("field");
                        if (isField || FIELDS_OF_A_TYPE.contains(header.get(i))) {
                            for (var word : words(cells.get(i))) {
                                seen++;
                                if (!(isField ? known : words).contains(word)) {
                                    unknown.add(section.getKey() + ": " + word);
                                }
                            }
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), unknown);
        assertTrue(seen > 100, "only " + seen + " fields");
    }

    private static Map<String, List<String>> sections() {
        var sections = new LinkedHashMap<String, List<String>>();
        for (var same :
                List.of("metadata", "inputs", "sandbox", "runner", "stack", "secrets", "policies", "triggers")) {
            sections.put(same, List.of(same));
        }
        sections.put("permissions", List.of("permissions", "break_glass"));
        sections.put("components", List.of("component"));
        sections.put("actions", List.of("action"));
        sections.put("operation roles", List.of("operation_roles"));
        sections.put("kubernetes contexts", List.of("kubernetes_contexts"));
        sections.put("runbooks", List.of("runbook"));
        sections.put("branches", List.of("branch"));
        sections.put("installs", List.of("install"));
        return sections;
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/app-config.md"));
    }

    /** From a heading of any level to the next of the same or a higher one. */
    private static String text(String page, String heading) {
        var found = Pattern.compile("(?ms)^(#{2,3}) " + Pattern.quote(heading) + "$\\n(.*?)(?=^#{2,3} |\\z)")
                .matcher(page);
        assertTrue(found.find(), "no heading " + heading);
        return found.group(2);
    }

    private static Set<String> words(String page, String heading) {
        var text = text(page, heading);
        var words = new TreeSet<>(words(text));
        Pattern.compile("(?ms)^```toml$(.*?)^```$")
                .matcher(text)
                .results()
                .forEach(block -> FIELD.matcher(block.group(1)).results().forEach(found -> words.add(found.group())));
        return words;
    }

    private static List<String> words(String text) {
        return QUOTED.matcher(text.replaceAll("(?ms)^```.*?^```$", ""))
                .results()
                .flatMap(quoted -> Arrays.stream(
                        quoted.group(1).replaceAll("\"[^\"]*\"", "").split("[^a-zA-Z0-9_]+", -1)))
                .filter(word -> FIELD.matcher(word).matches())
                .toList();
    }

    private static List<String> cells(String line) {
        return line.startsWith("|")
                ? Arrays.stream(line.substring(1).split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }

    /** Keys of all objects below this name, or texts of all lists below it. */
    private static Set<String> names(JsonNode schema, String keyword) {
        var names = new TreeSet<String>();
        schema.propertyStream().forEach(entry -> {
            if (entry.getKey().equals(keyword)) {
                entry.getValue().propertyStream().forEach(property -> names.add(property.getKey()));
                entry.getValue()
                        .valueStream()
                        .filter(JsonNode::isString)
                        .forEach(word -> names.add(word.stringValue()));
            }
        });
        schema.valueStream().forEach(inner -> names.addAll(names(inner, keyword)));
        return names;
    }

    private static JsonNode schema(String type) {
        return JSON.readTree(ConfigSchema.of(type).orElseThrow());
    }
}
