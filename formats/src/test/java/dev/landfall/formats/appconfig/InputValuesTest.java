package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class InputValuesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            STRING | "a"        | "a"
            STRING | 5          |
            NUMBER | 5          | 5
            NUMBER | "5"        | 5
            NUMBER | "2.5"      | 2.5
            NUMBER | "five"     |
            BOOL   | true       | true
            BOOL   | "false"    | false
            BOOL   | "yes"      |
            LIST   | [1,"a"]    | [1,"a"]
            LIST   | "[1]"      | [1]
            LIST   | "a,b"      |
            JSON   | {"a":1}    | {"a":1}
            JSON   | "{\\"a\\":1}" | {"a":1}
            JSON   | "{a"       |
            JSON   | "1 2"      |
            NUMBER | "${secret:a/b:c}" | "${secret:a/b:c}"
            """)
    void valueFitsItsTypeOrNot(InputType type, String given, @Nullable String expected) {
        var value = InputValues.of(type, JSON.readTree(given));

        assertEquals(expected, value.map(JsonNode::toString).orElse(null));
    }

    @Test
    void defaultsFillInAndOptionalInputsAreNull() {
        var values = InputValues.complete(inputs(), Map.of("region", JSON.readTree("\"eu\"")))
                .orElseThrow();

        assertEquals("{note=null, region=\"eu\", size=2}", new TreeMap<>(values).toString());
    }

    @Test
    void everyWrongValueIsToldWithoutShowingIt() {
        var report = InputValues.complete(
                        inputs(), Map.of("size", JSON.readTree("\"hush\""), "reigon", JSON.readTree("\"hush\"")))
                .report();

        assertTrue(report.contains("The app has no input 'reigon'; did you mean 'region'?"));
        assertTrue(report.contains("The value of the input 'size' is not a number."));
        assertTrue(report.contains("The input 'region' is required and has no value."));
        assertTrue(!report.contains("hush"));
    }

    private static List<Input> inputs() {
        return Configs.small().with("inputs.toml", """
                        [[input]]
                        name = "region"
                        required = true
                        [[input]]
                        name = "size"
                        type = "number"
                        default = 2
                        [[input]]
                        name = "note"
                        """).good().inputs();
    }
}
