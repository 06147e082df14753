package dev.landfall.formats.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Reading;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class GoTemplateTest {

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
            {{if fromJson "1e999"}}x{{end}}           ¦ "x"
            {{printf "%x|%b|%o|%04x" -255 -5 -8 -10}} ¦ "-ff|-101|-10|-00a"
            {{printf "%c%c%c" 65 1114112 -1}}         ¦ "A\uFFFD\uFFFD"
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
            {{eq .nuon.secret "x"}} ¦ 'eq' cannot be applied to a secret: its value is known only where the job runs.
            {{len .nuon.secret}}    ¦ 'len' cannot be applied to a secret: its value is known only where the job runs.
            {{printf "%.3s" .nuon.secret}} ¦ 'printf' cannot be applied to a secret: its value is known only where the job runs.
            {{list .nuon.secret | toJson | sha256sum}} ¦ 'sha256sum' cannot be applied to a secret: its value is known only where the job runs.
            {{deepEqual (list .nuon.secret) (list "x")}} ¦ 'deepEqual' cannot be applied to a secret: its value is known only where the job runs.
            {{index .nuon.list 2}}  ¦ 'index' wants element 2 of a list of 2.
            {{index .nuon.a "x"}}   ¦ (index …).x: there is no 'x' in (index …). Did you mean 'b'? Available: b.
            {{(dict "k" 1).z}}      ¦ (dict …).z: there is no 'z' in (dict …). Did you mean 'k'? Available: k.
            {{eq .nuon.n "3"}}      ¦ 'eq' cannot compare a number with a text.
            {{lt .nuon.on true}}    ¦ 'lt' cannot compare a boolean with a boolean.
            {{eq .nuon.list .nuon.list}} ¦ 'eq' cannot compare a list with a list. Use deepEqual.
            {{upper .nuon.list}}    ¦ 'upper' wants a text as argument 1, not a list.
            {{keys .nuon.list}}     ¦ 'keys' wants a table as argument 1, not a list.
            {{add 1 .nuon.name}}    ¦ 'add' wants a number, not a text that is none.
            {{div 1 0}}             ¦ 'div' cannot be computed with these numbers: it divides by zero or does not fit 64 bits.
            {{mul 9223372036854775807 2}} ¦ 'mul' cannot be computed with these numbers: it divides by zero or does not fit 64 bits.
            {{printf "%d" "x"}}     ¦ 'printf' wants a whole number for %d, not a text.
            {{printf "%s"}}         ¦ 'printf' has no value for its verb 1.
            {{printf "%s" 1 2}}     ¦ 'printf' has 2 values for 1 verbs.
            {{printf "%y" 1}}       ¦ 'printf' does not know %y; it knows % with one of vsqdboxXctefgEG.
            {{b64dec "%"}}          ¦ 'b64dec' got a text that is not base64.
            {{fromJson "{"}}        ¦ 'fromJson' got a text that is not JSON (line 1, column 2).
            {{required "Set a name." .nuon.empty}} ¦ Set a name.
            {{fail "No."}}          ¦ No.
            {{untilStep -9223372036854775807 9223372036854775807 1}} ¦ A list of 18446744073709551614 numbers is too long; at most 100000 are allowed.
            {{fromJson "1e999" | int}} ¦ A number is too large here.
            {{until 1000000}}       ¦ A list of 1000000 numbers is too long; at most 100000 are allowed.
            {{repeat 1000000 "aaaa"}} ¦ The text grows longer than 1048576 characters here.
            {{range .nuon.name}}{{end}} ¦ 'range' goes over a list, a table or a whole number; this is a text.
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
            {{ $x }}                  ¦ There is no variable '$x' here; declare it with {{ $x := … }} in this block or around it.
            {{ $x = 1 }}              ¦ There is no variable '$x' here; declare it with {{ $x := … }} in this block or around it.
            {{ (upper .nuon.x }}      ¦ The parenthesis is not closed: write ) behind what it holds.
            {{ upper .nuon.x) }}      ¦ ')' has no '(' before it.
            {{ () }}                  ¦ The placeholder is empty here; write a path such as .nuon.inputs.inputs.region.
            {{ .nuon.x := 5 }}        ¦ Only a variable such as $x can stand before ':=' or '='.
            {{ range .nuon.x }}       ¦ This 'range' is not closed: write {{ end }} behind it.
            {{ if }}{{ end }}         ¦ The placeholder is empty here; write a path such as .nuon.inputs.inputs.region.
            {{ end }}                 ¦ 'end' stands here without an 'if', 'with' or 'range' before it.
            {{ else }}                ¦ 'else' stands here without an 'if', 'with' or 'range' before it.
            {{ break }}               ¦ 'break' stands alone, and only inside a 'range'.
            {{ define "x" }}          ¦ 'define' is not supported: a value of an app config is one template of its own.
            {{ template "x" }}        ¦ 'template' is not supported: a value of an app config is one template of its own.
            {{ range $x = .nuon.x }}{{ end }} ¦ There is no variable '$x' here; declare it with {{ $x := … }} in this block or around it.
            {{ $ }}                   ¦ A name is missing after '$'; write a path such as .nuon.inputs.inputs.region.
            {{ $.x }}                 ¦ '$.x' does not start with .nuon or .landfall.
            {{ 'ab' }}                ¦ Single quotes hold one character; a text stands in double quotes or backquotes.
            {{ uper .nuon.x }}        ¦ 'uper' is not a supported function; did you mean 'upper'?
            {{ now }}                 ¦ 'now' gives another value each time, so that no two plans could be compared; use an input or a secret instead.
            {{ env "HOME" }}          ¦ 'env' reads what lies outside of the app config; use an input or a secret instead.
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

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            {{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}
            {{ $x := list 1 1 }}{{ range until 60 }}{{ $x = list $x $x }}{{ end }}{{ toJson $x }}
            {{ $x := "ab" }}{{ range until 60 }}{{ $x = printf "%s%s" $x $x }}{{ end }}{{ $x }}
            {{ range until 100000 }}{{ range until 100 }}0123456789{{ end }}{{ end }}
            {{ $l := until 100000 }}{{ range $l }}{{ if has -1 $l }}{{ end }}{{ end }}
            {{ $l := until 100000 }}{{ range $l }}{{ range $l }}{{ break }}{{ end }}{{ end }}
            {{ $l := until 100000 }}{{ range $l }}{{ if deepEqual $l $l }}{{ end }}{{ end }}
            {{ $l := until 100000 }}{{ range until 40 }}{{ $l = concat $l $l $l $l }}{{ end }}
            {{ $x := repeat 1000000 "a" }}{{ range until 100000 }}{{ $y := sha256sum $x }}{{ end }}
            {{ $x := repeat 1000000 "a" }}{{ $y := printf "%sb" $x }}{{ range until 100000 }}{{ $z := eq $x $y }}{{ end }}
            """)
    void whatGrowsWithoutBoundIsStopped(String template) {
        var problems = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> render(template).problems());

        assertTrue(
                problems.getFirst().message().matches(".*(more than 2000000 steps|longer than 1048576).*"),
                () -> problems.toString());
    }

    @Test
    void plainTextInALoopIsPartOfWhatGrows() {
        var problems = render("{{ range until 100000 }}" + "x".repeat(100_000) + "{{ end }}")
                .problems();

        assertEquals(
                List.of("f.toml:3:5: The text grows longer than 1048576 characters here."),
                problems.stream().map(Problem::toString).toList());
    }

    @Test
    void longTextWithManyPlaceholdersIsNoLoop() {
        var rendered = render("x".repeat(200_000) + "{{.nuon.n}}".repeat(2_000)).orElseThrow();

        assertEquals(202_000, rendered.stringValue().length());
    }

    @Test
    void listsInListsAreBounded() {
        var nested = "{{ $x := list }}{{ range until %d }}{{ $x = list $x }}{{ end }}";
        for (var writes : List.of("$x", "toJson $x", "toPrettyJson $x", "toYaml $x", "print $x")) {
            var template = nested + "{{ " + writes + " }}";
            assertTrue(render(template.formatted(200)).value().isPresent(), writes);
            assertEquals(
                    "The value nests deeper than 200 levels here.",
                    render(template.formatted(1_200)).problems().getFirst().message());
        }
    }

    @Test
    void aNameThatTheDotOfAWithDoesNotHaveIsToldAtItsOwnPlace() {
        assertEquals(
                "f.toml:3:23: .nope: there is no 'nope' in the dot. Available: c-d, key.",
                render("{{with .nuon.a.b}}{{.nope}}{{end}}")
                        .problems()
                        .getFirst()
                        .toString());
    }

    @Test
    void longPipelinesAndManyElsesAreProblems() {
        var pipes = parse("{{ 1" + " | not".repeat(150_000) + " }}").problems();
        var elses = parse("{{ if true }}" + "{{ else }}".repeat(50_000) + "{{ end }}")
                .problems();

        assertEquals(
                List.of("More than 100 '|' stand in one placeholder; put values into variables."),
                pipes.stream().map(problem -> problem.message()).toList());
        assertEquals(
                "A second 'else' cannot belong to the same 'if'.",
                elses.getFirst().message());
        assertTrue(parse("{{ 1" + " | not".repeat(100) + " }}").problems().isEmpty());
    }

    @Test
    void manyVariablesAreFoundQuickly() {
        var declared = new StringBuilder();
        for (var i = 0; i < 20_000; i++) {
            declared.append("{{ $v").append(i).append(" := 1 }}{{ $v").append(i).append(" }}");
        }

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> parse(declared.toString()).orElseThrow());
    }

    @Test
    void nestingIsBounded() {
        var blocks = parse("{{ if true }}".repeat(60) + "{{ end }}".repeat(60)).problems();
        var parentheses =
                parse("{{ " + "(".repeat(60) + "1" + ")".repeat(60) + " }}").problems();

        assertEquals("Blocks are nested deeper than 50 here.", blocks.getFirst().message());
        assertEquals(
                "Parentheses are nested deeper than 50 here.",
                parentheses.getFirst().message());
    }

    @Test
    void secretsPassWhereTheirLettersStayAsTheyAre() {
        assertEquals(
                "x=${secret:x/y:z};\"${secret:x/y:z}\";a,${secret:x/y:z};[\"${secret:x/y:z}\"]",
                render(
                                "{{ printf \"x=%s\" .nuon.secret }};{{ quote .nuon.secret }};{{ join \",\" (list \"a\" .nuon.secret) }};"
                                        + "{{ toJson (list .nuon.secret) }}")
                        .orElseThrow()
                        .stringValue());
    }

    @Test
    void toYamlWritesBlocksWithSortedKeys() {
        assertEquals(
                "a: 1\nb:\n- x\n- y: true",
                render("{{ dict \"b\" (list \"x\" (dict \"y\" true)) \"a\" 1 | toYaml }}")
                        .orElseThrow()
                        .stringValue());
    }

    @Test
    void aTemplateNeverChangesTheTree() {
        var before = TREE.toString();
        render("{{ $m := merge .nuon.a (dict \"z\" 1) }}{{ $l := append .nuon.list 5 }}{{ toJson $m }}{{ toJson $l }}")
                .orElseThrow();

        assertEquals(before, TREE.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '~', textBlock = """
            {{ if .nuon.a }}{{ .nuon.b }}{{ else if .nuon.c }}{{ .nuon.d }}{{ else }}{{ .nuon.e }}{{ end }} ¦ .nuon.a .nuon.b .nuon.c .nuon.d .nuon.e
            {{ with .nuon.components.db }}{{ .outputs.url }}{{ end }}          ¦ .nuon.components.db .nuon.components.db.outputs.url
            {{ $c := .nuon.components.db }}{{ $c.outputs.url }}{{ $c }}        ¦ .nuon.components.db .nuon.components.db.outputs.url
            {{ index .nuon.components "my-db" "outputs" "url" }}               ¦ .nuon.components.my-db.outputs.url
            {{ (index .nuon.components "db").outputs.url }}                    ¦ .nuon.components.db.outputs.url
            {{ get .nuon.inputs.inputs "x" }}                                  ¦ .nuon.inputs.inputs.x
            {{ dig "outputs" "url" "none" .nuon.components.db }}               ¦ .nuon.components.db.outputs.url
            {{ .nuon.components.db | dig "outputs" "url" .nuon.x }}            ¦ .nuon.x .nuon.components.db.outputs.url
            {{ index .nuon.components .nuon.which }}                           ¦ .nuon.which .nuon.components
            {{ index .nuon.list 0 "x" }}                                       ¦ .nuon.list
            {{ range $k, $v := .nuon.map }}{{ $v.x }}{{ .y }}{{ $.nuon.z }}{{ end }} ¦ .nuon.map .nuon.z
            {{ with .nuon.a }}{{ else }}{{ .nuon.b }}{{ end }}                 ¦ .nuon.a .nuon.b
            {{ printf "%s" (default "x" .nuon.a.b) }}                          ¦ .nuon.a.b
            """)
    void referencesAreFoundWhereverTheyStand(String template, String references) {
        assertEquals(
                references,
                parse(template).orElseThrow().references().stream()
                        .map(Reference::toString)
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void referencesAreListedInOrder() {
        var template = parse("{{.nuon.b.c}} {{ .landfall.a | default .nuon.d }} {{.nuon}}")
                .orElseThrow();

        assertEquals(
                List.of(".nuon.b.c", ".nuon.d", ".nuon.a", ".nuon"),
                template.references().stream().map(Reference::toString).toList());
    }

    private static Reading<Template> parse(String text) {
        return TemplateEngine.go().parse(text, Places.of(new Location("f.toml", 3, 5), text));
    }

    private static Reading<JsonNode> render(String text) {
        return parse(text).orElseThrow().render(TREE);
    }
}
