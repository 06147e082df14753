package dev.landfall.formats.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class PlaceholderTemplateTest {

    private static final JsonNode TREE = JsonMapper.builder().build().readTree("""
            {"name": "acme", "n": 3, "on": true, "none": null, "empty": "", "list": [1, "b"],
             "a": {"b": {"c-d": "deep", "key": "k"}}, "secret": "${secret:x/y:z}", "quoted": "say \\"hi\\""}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            plain                                     ¦ "plain"
            {{.nuon.name}}                            ¦ "acme"
            {{ .landfall.name }}                      ¦ "acme"
            {{.nuon.n}}                               ¦ 3
            {{.nuon.on}}                              ¦ true
            {{.nuon.none}}                            ¦ null
            {{.nuon.list}}                            ¦ [1,"b"]
            {{.nuon.a.b}}                             ¦ {"c-d":"deep","key":"k"}
            {{.nuon.a.b.c-d}}                         ¦ "deep"
            x{{.nuon.n}}y                             ¦ "x3y"
            x{{.nuon.list}}y                          ¦ "x[1,\\"b\\"]y"
            a   {{- .nuon.name -}}   b                ¦ "aacmeb"
            {{/* note */}}{{.nuon.n}}                 ¦ 3
            {{.nuon.name | upper}}                    ¦ "ACME"
            {{upper .nuon.name | lower}}              ¦ "acme"
            {{.nuon.nope | default "x"}}              ¦ "x"
            {{.nuon.nope.deeper | default 5}}         ¦ 5
            {{.nuon.empty | default "x"}}             ¦ "x"
            {{default "x" .nuon.name}}                ¦ "acme"
            {{.nuon.none | default true}}             ¦ true
            {{.nuon.quoted | quote}}                  ¦ "\\"say \\\\\\"hi\\\\\\"\\""
            {{.nuon.a.b | toJson}}                    ¦ "{\\"c-d\\":\\"deep\\",\\"key\\":\\"k\\"}"
            {{.nuon.name | b64enc}}                   ¦ "YWNtZQ=="
            {{" x " | trim}}                          ¦ "x"
            {{`raw \\n`}}                             ¦ "raw \\\\n"
            {{"{{"}}                                  ¦ "{{"
            {{ "a}}b" }}                              ¦ "a}}b"
            {{.nuon.secret}}                          ¦ "${secret:x/y:z}"
            k={{.nuon.secret}}                        ¦ "k=${secret:x/y:z}"
            {{-3}}                                    ¦ -3
            {{ 1.5 }}                                 ¦ 1.5
            }} alone                                  ¦ "}} alone"
            """)
    void rendersTo(String template, String json) {
        assertEquals(json, render(template).orElseThrow().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            {{.nuon.nam}}           ¦ .nuon.nam: there is no 'nam' in .nuon. Did you mean 'name'? Available: a, empty, list, n, name, none, on, quoted, secret.
            {{.nuon.a.b.zz}}        ¦ .nuon.a.b.zz: there is no 'zz' in .nuon.a.b. Available: c-d, key.
            {{.nuon.name.x}}        ¦ .nuon.name.x: .nuon.name is a string and has no 'x'.
            {{.nuon.none.x}}        ¦ .nuon.none.x: .nuon.none has no value yet (null).
            {{.nuon.secret | upper}} ¦ 'upper' cannot be applied to a secret: its value is known only where the job runs.
            """)
    void renderingFailsWith(String template, String message) {
        var problems = render(template).problems();

        assertEquals(1, problems.size());
        assertEquals(
                "f.toml:3:" + (5 + template.indexOf("{{")) + ": " + message,
                problems.getFirst().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            {{                        ¦ The placeholder is not closed: write }} at its end. To write {{ itself, use {{"{{"}}.
            {{}}                      ¦ The placeholder is empty here; write a path such as .nuon.inputs.inputs.region.
            {{ . }}                   ¦ A name is missing after '.'; write a path such as .nuon.inputs.inputs.region.
            {{ .a.b }}                ¦ '.a.b' does not start with .nuon or .landfall.
            {{ $x }}                  ¦ Variables ('$') are not supported in placeholders yet.
            {{ (upper .nuon.x) }}     ¦ Parentheses are not supported in placeholders yet; use a pipeline with '|'.
            {{ .nuon.x := 5 }}        ¦ Assignments are not supported in placeholders.
            {{ range .nuon.x }}       ¦ 'range' is not supported in templates yet; only values and pipelines are.
            {{ index .nuon.x "y" }}   ¦ 'index' is not a supported function; known: b64enc, default, lower, quote, toJson, trim, upper
            {{ .nuon.x upper }}       ¦ Only a function takes arguments; put '|' between a value and a function.
            {{ .nuon.x | .nuon.y }}   ¦ A value cannot stand behind '|'; a function must.
            {{ .nuon.x | default }}   ¦ 'default' takes 2 argument(s), here it has 1 (a value before '|' counts).
            {{ upper }}               ¦ 'upper' takes 1 argument(s), here it has 0 (a value before '|' counts).
            {{ default foo .nuon.x }} ¦ 'foo' is neither a path nor a text: paths start with '.', texts stand in quotes.
            {{ "x }}                  ¦ The text in quotes is not closed.
            {{ `x }}                  ¦ The text in backquotes is not closed.
            {{ "\\q" }}               ¦ '\\q' is not an escape; use \\" \\\\ \\n \\t or a text in backquotes.
            {{/* x }}                 ¦ The comment is not closed: write */}} at its end.
            {{ 12ab }}                ¦ '12ab' is not a number.
            """)
    void parsingFailsWith(String template, String message) {
        var problems = parse(template).problems();

        assertEquals(1, problems.size(), problems::toString);
        assertEquals("f.toml:3:5: " + message, problems.getFirst().toString());
    }

    @Test
    void nullInsideATextIsAProblem() {
        assertEquals(
                "It has no value (null). Give it one, or write | default \"…\".",
                render("x{{.nuon.none}}").problems().getFirst().message());
    }

    @Test
    void trimMarkersTakeTheSpaceOnTheirSide() {
        assertEquals(
                "a-acme- b", render("a-  \n {{- .nuon.name }}- b").orElseThrow().stringValue());
        assertEquals(
                "a- acme-b", render("a- {{ .nuon.name -}} \n -b").orElseThrow().stringValue());
    }

    @Test
    void allMistakesOfATextAreToldWithTheirLines() {
        var problems = parse("{{ $a }}\nok {{ .nuon.b }} {{ foo }}\n  {{ .c }}").problems();

        assertEquals(
                List.of(new Location("f.toml", 3, 5), new Location("f.toml", 4, 18), new Location("f.toml", 5, 3)),
                problems.stream().map(problem -> problem.at()).toList());
    }

    @Test
    void referencesAreListedInOrder() {
        var template = parse("{{.nuon.b.c}} {{ .landfall.a | default .nuon.d }} {{.nuon}}")
                .orElseThrow();

        assertEquals(
                List.of(".nuon.b.c", ".nuon.a", ".nuon.d", ".nuon"),
                template.references().stream().map(Reference::toString).toList());
    }

    private static Reading<Template> parse(String text) {
        return TemplateEngine.placeholders().parse(text, Places.of(new Location("f.toml", 3, 5), text));
    }

    private static Reading<JsonNode> render(String text) {
        return parse(text).orElseThrow().render(TREE);
    }
}
