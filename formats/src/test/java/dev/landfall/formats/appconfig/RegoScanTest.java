package dev.landfall.formats.appconfig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Valid Rego is never refused; what is cut off or closed wrongly is told where it is. */
final class RegoScanTest {

    private static final List<String> VALID = List.of(
            "package a",
            "package a.b[\"c-d\"] # and a comment\n",
            "# METADATA\n# title: \"not ended\n\npackage\n  terraform.deny\nimport rego.v1\n",
            """
            package main

            import data.lib.util as u

            default allow := false

            allow if input.user == "admin" # {
            allow if {
                some i, x in input.list
                not startswith(x, `\\"raw
            ( text`)
                count({y | y := x[_]; y != "]"}) > 0
            } else := true if {
                input["a b"]["c\\"d"] == "\\\\"
            }

            deny contains msg if {
                rc := input.resource_changes[_]
                every t in rc.tags { t != "" }
                msg := sprintf("%s: %v {", [rc.address, {"a": [1, 2e3], "b": {1, 2}}])
            }

            deny[msg] { msg := concat(", ", [x | x := input.y[_]]) }
            f(x, [y, z]) := {"k": x + y} if { z }
            s := {{"nested"}, {{1}, {2}}}
            t := $"{input.x} and {f("quoted }", [1, 2])} {{1}}"
            """);

    @Test
    void validPolicyPasses() {
        VALID.forEach(policy -> assertEquals(Optional.empty(), RegoScan.problem(policy), policy));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            deny[x] { true }              | 0  | it does not begin with a 'package' line
            # only a comment              | 15 | it does not begin with a 'package' line
            import a¶package b            | 0  | it does not begin with a 'package' line
            package a¶x := [1, 2          | 15 | '[' is not closed
            package a¶x if { y            | 15 | '{' is not closed
            package a¶x := [1, 2)         | 20 | ')' closes nothing
            package a¶x if { y }}         | 20 | '}' closes nothing
            package a¶x := "y¶z := "w"    | 15 | the text does not end; close it with "
            package a¶x := `y             | 15 | the text does not end; close it with `
            """)
    void mistakeIsToldWhereItIs(String policy, int offset, String message) {
        assertEquals(Optional.of(new RegoScan.Fault(offset, message)), RegoScan.problem(policy.replace('¶', '\n')));
    }

    @Property(tries = 200)
    void anyTextIsJudged(@ForAll String text) {
        assertTrue(RegoScan.problem("package a\n" + text)
                .filter(fault -> fault.offset() > text.length() + 10)
                .isEmpty());
    }
}
