package dev.landfall.formats.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is HCL and what is not; {@link HclIT} asks Terraform the same. */
final class HclTest {

    private static final List<String> ENDINGS = List.of(".tf", ".tfvars", ".hcl");

    @ParameterizedTest
    @MethodSource("good")
    void goodTextPasses(String text) {
        assertEquals(Optional.empty(), Hcl.ofBody(text));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsToldWhereItIs(HclTexts.Mistake mistake) {
        var fault = Hcl.ofBody(mistake.text());
        assertEquals(Optional.of(mistake.offset()), fault.map(Hcl.Fault::offset), fault::toString);
    }

    @Test
    void everyFileOfThisRepositoryPasses() throws IOException {
        var seen = 0;
        for (var folder : List.of(
                "terraform", "packer", "examples", "stack-templates/src/test/golden", "integration-tests/src")) {
            try (var files = Files.walk(Path.of("..", folder))) {
                for (var file : files.filter(HclTest::isHcl).toList()) {
                    assertEquals(Optional.empty(), Hcl.ofBody(Files.readString(file)), file::toString);
                    seen++;
                }
            }
        }
        assertTrue(seen > 100, "only " + seen + " files");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            region = eu-central-1            | 9  | 'eu-central-1' is a variable, and values of a tfvars file use none: write texts in quotes.
            a = "${var.x}"                   | 7  | 'var' is a variable, and values of a tfvars file use none: write texts in quotes.
            a = upper("x")                   | 4  | 'upper' is a function, and values of a tfvars file call none: write the value.
            tags {¶  a = 1¶}                 | 0  | A tfvars file has values and no blocks: write tags = { … }.
            a = [for x in [1] : y]           | 20 | 'y' is a variable, and values of a tfvars file use none: write texts in quotes.
            """)
    void valuesOfATfvarsFileAreWrittenOut(String text, int offset, String message) {
        assertEquals(Optional.of(new Hcl.Fault(offset, message)), Hcl.ofValues(HclTexts.plain(text)));
    }

    @Test
    void tfvarsFileMayCountAndNameItsOwn() {
        assertEquals(
                Optional.empty(),
                Hcl.ofValues(
                        "a = 1 + 2\nb = null\nc = { d = true, e : [for x in [1] : x + 1] }\nf = \"%{ for x in [1] }${x}%{ endfor }\"\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a = #
            a = ##
            a = # #
            a = "x-#-y"
            #
            b = 1¶#¶c = 2
            a_# = 1
            # = "x"
            a = 1#
            a = { # = 1 }
            a = {¶  #¶  b = 1¶}
            a = [#, 1]
            a = <<E¶#¶E¶
            """)
    void placeholderMayBeAValueANameOrALine(String text) {
        assertEquals(Optional.empty(), Hcl.ofValues(HclTexts.plain(text.replace('#', Hcl.HIDDEN))));
    }

    @Test
    void deepNestingEnds() {
        for (var open : List.of("[", "{a=", "(", "f(", "\"${", "1 ? 1 : ", "a[", "<<E\n${")) {
            var fault = Hcl.ofBody("a = " + open.repeat(100_000));
            assertTrue(fault.isPresent(), open);
        }
        assertEquals(
                "The blocks nest deeper than 50 levels.",
                Hcl.ofBody("a {\n".repeat(100_000)).orElseThrow().message());
        assertEquals(Optional.empty(), Hcl.ofBody("a = " + "-".repeat(100_000) + "1"));
        assertEquals(Optional.empty(), Hcl.ofBody("a = 1" + " + 1".repeat(100_000)));
    }

    @Property(tries = 300)
    void anyTextIsJudged(@ForAll("texts") String text) {
        assertTrue(judged(text));
    }

    @Property(tries = 100)
    void anyLettersAreJudged(@ForAll String text) {
        assertTrue(judged(text));
    }

    private static boolean judged(String text) {
        return Stream.of(Hcl.ofBody(text), Hcl.ofValues(text), Hcl.ofExpression(text))
                .flatMap(Optional::stream)
                .allMatch(fault -> fault.offset() >= 0 && fault.offset() <= text.length());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a", "=", " ", "\n", "\"", "${", "%{", "}", "{", "[", "]", "(", ")", ",", ":", "?", "for", "in",
                        "if", "else", "endif", "endfor", "=>", "...", "<<E\n", "<<-E\n", "E\n", "1", ".", "*", "/*",
                        "*/", "#", "\\", "~", "-", "::", "\uE000", "\r\n", "é", "\uD800")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    static Stream<String> good() {
        return HclTexts.GOOD.stream();
    }

    static Stream<HclTexts.Mistake> mistakes() {
        return HclTexts.MISTAKES.stream();
    }

    private static boolean isHcl(Path file) {
        return ENDINGS.stream().anyMatch(file.toString()::endsWith)
                && !file.toString().contains(".terraform")
                && Files.isRegularFile(file);
    }
}
