package dev.landfall.stacktemplates.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class BodyTest {

    @Test
    void attributesBlocksAndCommentsStandAsTerraformFmtLeavesThem() {
        var body = new Body()
                .comment("The runner's network.", "With one way out.")
                .block(
                        "resource",
                        List.of("aws_vpc", "runner"),
                        vpc -> vpc.set("cidr_block", Expression.code("var.cidr"))
                                .set("enable_dns_support", true)
                                .set(
                                        "tags",
                                        Expression.call(
                                                "merge",
                                                Expression.code("local.tags"),
                                                Expression.object("Name", "net").with("team:a", "b")))
                                .set("x", 1)
                                .block("lifecycle", inner -> inner.set("prevent_destroy", true)))
                .block("locals", locals -> {});

        assertEquals("""
                # The runner's network.
                # With one way out.
                resource "aws_vpc" "runner" {
                  cidr_block         = var.cidr
                  enable_dns_support = true
                  tags = merge(local.tags, {
                    Name     = "net"
                    "team:a" = "b"
                  })
                  x = 1

                  lifecycle {
                    prevent_destroy = true
                  }
                }

                locals {}
                """, body.text());
    }

    @Test
    void textOfSeveralLinesStandsAsItIs() {
        assertEquals(
                """
                long  = "a"
                shell = <<-EOT
                  if true; then
                    echo "$${HOME}"

                  fi
                EOT
                next  = 1
                """,
                new Body()
                        .set("long", "a")
                        .set("shell", Expression.lines("if true; then\n  echo \"${HOME}\"\n\nfi\n"))
                        .set("next", 1)
                        .text());
    }

    @Test
    void textThatAHeredocWouldChangeIsQuoted() {
        assertEquals(
                "a = \"  x\\n\"\n",
                new Body().set("a", Expression.lines("  x\n")).text());
        assertEquals("a = \"x\"\n", new Body().set("a", Expression.lines("x")).text());
        assertEquals(
                "a = \"EOT\\n\"\n",
                new Body().set("a", Expression.lines("EOT\n")).text());
        assertEquals(
                "a = \"\\u0024$${x\\n\"\n",
                new Body().set("a", Expression.lines("$${x\n")).text());
    }

    @Test
    void whatIsFilledInStandsInTheText() {
        var expression = Expression.filled(
                "arn:${P}:x:${A}:${other}",
                Pattern.compile("\\$\\{[PA]}"),
                place -> Expression.code("local." + place.charAt(2)));

        assertEquals(
                "a = \"arn:${local.P}:x:${local.A}:$${other}\"\n",
                new Body().set("a", expression).text());
        assertEquals(
                "a = local.P\n",
                new Body()
                        .set(
                                "a",
                                Expression.filled(
                                        "${P}", Pattern.compile("\\$\\{P}"), place -> Expression.code("local.P")))
                        .text());
    }

    @Test
    void aLongListStandsLineByLine() {
        var text = "x".repeat(70);

        assertEquals(
                "a = [\n  \"" + text + "\",\n  \"" + text + "\",\n]\n",
                new Body().set("a", Expression.texts(List.of(text, text))).text());
    }

    @Test
    void aNameOrCodeThatWouldBreakTheFileIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Body().set("a b", 1));
        assertThrows(IllegalArgumentException.class, () -> new Body().block("a\n", inner -> {}));
        assertThrows(IllegalArgumentException.class, () -> Expression.code("a\nb = 1"));
        assertThrows(IllegalArgumentException.class, () -> Expression.code(" a"));
    }
}
