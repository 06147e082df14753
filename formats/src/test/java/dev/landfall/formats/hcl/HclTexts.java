package dev.landfall.formats.hcl;

import java.util.List;

/** Texts that Terraform takes, however odd, and texts with a mistake that it refuses. One text each, {@code ¶} for a line's end. */
final class HclTexts {

    static final List<String> GOOD = lines("""
            # nothing but a comment
            // the same¶/* and¶another */ a = 1 /* here */ # and here
            a = -1 + - 2 * (3 - 4) / 5 % 6
            a = !true || false && !(1 < 2) == (2 >= 1)
            a = 1e10¶b = 1.5E-3¶c = 0.5
            a = true ? "x" : false ? "y" : "z"
            a = (¶  1¶  +¶  2¶)
            a = [¶  1,¶  2,¶]¶b = []¶c = [1, 2]
            a = [¶  1¶  ,¶  2¶]
            a = { x = 1, y : 2¶  z = 3¶¶  "q" = 4, }
            a = { (var.k) = 1, "${var.k}-b" = 2, var.k = 3 }
            a = {}¶b = {¶}¶c = { # nothing¶}
            a = { x = { y = [{ z = 1 }] } }
            a = "${var.a}-${"${var.b}"}"
            a = "$${not} %%{not} $ % $$ %% ${~ var.a ~}"
            a = "a $$${b} ${c}"
            a = "\\n\\t\\r\\"\\\\\\u00e9\\U0001F600"
            a = "%{ if var.a }x%{ else }y%{ endif }"
            a = "%{ for i, x in var.l ~}${i}${x}%{~ endfor }"
            a = "%{ for x in var.l }%{ if x }${x}%{ endif }%{ endfor }"
            a = <<EOT¶plain "text" \\d ${var.a}¶  %{ if true }¶x¶  %{ endif }¶EOT¶b = 1
            a = <<-EOT¶    indented¶    EOT¶
            a = [<<A¶x¶A¶, <<B¶y¶B¶]
            a = f(<<A¶${g("A")}¶ A ¶, 1)
            a = <<EOT¶${join(",", [¶  for x in [1] : x¶])}¶EOT¶
            a = <<EOT¶$${EOT}¶ not EOT¶EOTX¶EOT¶
            a = f()¶b = f(1, 2,)¶c = f(var.l...)¶d = f(¶  1,¶  2¶)
            a = provider::aws::arn_parse("x")
            a = [for x in var.l : upper(x) if x != ""]
            a = {for k, v in var.m : k => v...}
            a = {¶  for k, v in var.m :¶  k => {¶    x = v¶    y = 1¶  } if v != null¶}
            a = [¶  for x in¶  var.l¶  :¶  x¶]
            a = var.l[0].x[*].y.z["k"][var.i]
            a = var.l.*.id¶b = var.l[*]¶c = var.l.*.a.b
            a = data.x.y[0].z.1
            a = (var.a)[0]¶b = [1, 2][0]¶c = {x = 1}.x¶d = "x".y
            a-b_c = 1¶_x = 2¶été = 3
            for = 1¶if = 2¶null = 3
            block {}
            block "a" b "c" {¶  x = 1¶}
            block { x = 1 }
            block {¶¶  # only a comment¶}
            block "l$${x}" {¶  inner {¶    a = 1¶  }¶  inner {}¶}
            a = 1¶¶¶b = 2 // end
            a = "x" # no newline at the end
            a = 1 == 1 ? [for x in [1] : x] : []
            a = "é ü 漢字 😀"
            a = "${f("a", "b}")}"
            a = "${{x = 1}.x}"
            a = !!true
            """);

    /** The mistake and where it is told, as an offset. */
    static final List<Mistake> MISTAKES = List.of(
            bad("a = [1, 2", 9),
            bad("a = [1, 2)", 9),
            bad("a = [1 2]", 7),
            bad("a = [1,, 2]", 7),
            bad("a = {x = 1", 10),
            bad("a = {x 1}", 7),
            bad("a = {x = 1 y = 2}", 11),
            bad("a = {x = 1,, y = 2}", 11),
            bad("a = (1", 6),
            bad("a = f(1", 7),
            bad("a = f(1 2)", 8),
            bad("a = f(l..., 1)", 10),
            bad("a = f(l...,)", 10),
            bad("a = \"x", 4),
            bad("a = \"x¶y\"", 4),
            bad("a = 'x'", 4),
            bad("a = \"\\d\"", 5),
            bad("a = \"\\u12\"", 5),
            bad("a = \"${x\"", 8),
            bad("a = \"${}\"", 7),
            bad("a = \"${x y}\"", 9),
            bad("a = \"%{ if x }y\"", 5),
            bad("a = \"%{ endif }\"", 5),
            bad("a = \"%{ if x }y%{ else }z%{ else }q%{ endif }\"", 25),
            bad("a = \"%{ for x in l }y%{ endif }\"", 21),
            bad("a = \"%{ while x }y\"", 8),
            bad("a = <<EOT¶x¶", 4),
            bad("a = <<EOT x¶y¶EOT¶", 4),
            bad("a = <<¶x¶", 4),
            bad("a = 1 +", 7),
            bad("a = 1 +¶2", 7),
            bad("a = * 2", 4),
            bad("a = 1 2", 6),
            bad("a = 1.2.3", 4),
            bad("a = 1x", 5),
            bad("a = x ? 1", 9),
            bad("a = x ? 1, 2", 9),
            bad("a = x &&& y", 8),
            bad("a = x & y", 6),
            bad("a = x ^ y", 6),
            bad("a = 1;", 5),
            bad("a = ", 4),
            bad("a =¶1", 3),
            bad("a", 1),
            bad("= 1", 0),
            bad("1 = a", 0),
            bad("\"a\" = 1", 0),
            bad("a: 1", 1),
            bad("a = 1, b = 2", 5),
            bad("a = 1 b = 2", 6),
            bad("a = 1¶a = 2", 6),
            bad("a == 1", 2),
            bad("a.b = 1", 1),
            bad("a = x.", 6),
            bad("a = x.y.", 8),
            bad("a = x[", 6),
            bad("a = x[]", 6),
            bad("a = x[0", 7),
            bad("a = [for x in l x]", 16),
            bad("a = [for x l : x]", 11),
            bad("a = [for x in l : x => y]", 20),
            bad("a = {for x in l : x}", 19),
            bad("a = [for 1 in l : x]", 9),
            bad("a = [for x, y, z in l : x]", 15),
            bad("block {", 7),
            bad("block {¶a = 1", 13),
            bad("block { a = 1¶b = 2 }", 13),
            bad("block { a = 1, b = 2 }", 13),
            bad("block {} a = 1", 9),
            bad("block \"${x}\" {}", 7),
            bad("block {}}", 8),
            bad("}", 0),
            bad("a = ]", 4),
            bad("a = 1 /* x", 6),
            bad("a = <EOT", 4),
            bad("a = `x`", 4),
            bad("a = x::y", 8),
            bad("variable \"a\" type = string", 18));

    private HclTexts() {}

    record Mistake(String text, int offset) {}

    static String plain(String written) {
        return written.replace('¶', '\n');
    }

    private static Mistake bad(String written, int offset) {
        return new Mistake(plain(written), offset);
    }

    private static List<String> lines(String table) {
        return table.lines().map(HclTexts::plain).toList();
    }
}
