package dev.landfall.formats.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Reading;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whatever the text, the engine answers with a value or with problems. */
final class TemplateFuzzTest {

    @Property(tries = 500)
    void anyTextGivesAValueOrProblems(@ForAll String text) {
        check(text);
    }

    @Property(tries = 2_000)
    void anyMixOfTheLanguagesWordsGivesAValueOrProblems(@ForAll("words") String text) {
        check(text);
    }

    @Property(tries = 300)
    void textWithoutBracesIsItself(@ForAll String text) {
        var plain = text.replace("{{", "");
        var rendered = TemplateEngine.go()
                .parse(plain, Places.of(Location.startOf("f"), plain))
                .orElseThrow()
                .render(JsonNodeFactory.instance.objectNode());

        assertEquals(plain, rendered.orElseThrow().stringValue());
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "{{",
                        "}}",
                        "{{-",
                        " -}}",
                        " ",
                        "\n",
                        ".nuon",
                        ".a",
                        ".",
                        "|",
                        "default",
                        "upper",
                        "quote",
                        "toJson",
                        "\"",
                        "`",
                        "\\",
                        "5",
                        "-",
                        "1.2.3",
                        "true",
                        "nil",
                        "/*",
                        "*/",
                        "(",
                        ")",
                        "$x",
                        " := ",
                        " = ",
                        ",",
                        "if ",
                        "else ",
                        "end",
                        "range ",
                        "with ",
                        "break",
                        "index ",
                        "dict ",
                        "list ",
                        "printf ",
                        "{{ end }}",
                        "{{ if .nuon.a }}",
                        "{{ range $x := .nuon.a }}",
                        "x",
                        "${secret:a:b}",
                        "é",
                        "{{\"{{\"}}",
                        "\uD83D")
                .list()
                .ofMaxSize(40)
                .map(words -> String.join("", words));
    }

    private static void check(String text) {
        var tree = JsonMapper.builder().build().readTree("{\"a\": {\"a\": [1]}, \"b\": null}");
        var template = TemplateEngine.go().parse(text, Places.of(Location.startOf("f"), text));
        if (template instanceof Reading.Read<Template> good) {
            var rendered = good.result().render(tree);
            assertTrue(rendered.value().isPresent() != !rendered.problems().isEmpty());
        } else {
            assertTrue(template.problems().stream()
                    .allMatch(problem -> problem.file().equals("f")));
        }
    }
}
