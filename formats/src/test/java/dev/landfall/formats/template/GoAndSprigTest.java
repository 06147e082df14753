package dev.landfall.formats.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.formats.problem.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Go 1.26 with sprig 3.3.0 wrote for each template, and what this engine writes. The first line of the file is the tree; each other one a
 * template with the output that the two libraries gave, with the option {@code missingkey=error}.
 */
final class GoAndSprigTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @MethodSource("templates")
    void theOutputIsThatOfGo(String template, String output) {
        var rendered = TemplateEngine.go()
                .parse(template, Places.of(Location.startOf("t"), template))
                .orElseThrow()
                .render(JSON.readTree(lines().getFirst()))
                .orElseThrow();

        assertEquals(output, rendered.isString() ? rendered.stringValue() : rendered.toString());
    }

    static Stream<Object[]> templates() {
        return lines().stream().skip(1).map(JSON::readTree).map(GoAndSprigTest::pair);
    }

    private static Object[] pair(JsonNode line) {
        return new Object[] {
            line.get("template").stringValue(), line.get("output").stringValue()
        };
    }

    private static List<String> lines() {
        try (var file = GoAndSprigTest.class.getResourceAsStream("/templates/go-and-sprig.jsonl")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
