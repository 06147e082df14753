package dev.landfall.stacktemplates.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.protocol.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is written is read by Terraform as it was meant, and left by its formatter as it is: one start each for many texts. */
final class TerraformReadsIT {

    private static final int ENDS_WITHIN_SECONDS = 60;
    private static final int RANDOM_TEXTS = 200;
    private static final String SIGNS = "${}{}$%\\\"\n\n\r\t ~EOTab'é🦊#";
    private static final List<String> AWKWARD = List.of(
            "",
            "$",
            "%",
            "${",
            "$${",
            "$$${a}",
            "%%{if",
            "%{ if true }",
            "\\${x}",
            "\"",
            "\\",
            "\r\n",
            "a\u0000b",
            "\u2028",
            "EOT\n",
            "x\nEOT\ny\n",
            " a\n",
            "a\n b\n",
            "a\n\n\nb\n",
            "a\n \nb\n",
            "\n",
            "\na\n",
            "🦊",
            "e\u0301",
            "${~ a ~}",
            "a\t\n",
            "\ufeff",
            "#\n",
            "$\n{",
            "$\n",
            "a $\n b%\n");

    @BeforeAll
    static void isThere() {
        assumeTrue(
                !program().isEmpty(),
                "neither terraform nor tofu is on the PATH: install one to check what the HCL writer writes");
    }

    @Test
    void anyTextIsReadAsItIs() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var texts = new ArrayList<>(AWKWARD);
        for (int i = 0; i < RANDOM_TEXTS; i++) {
            texts.add(text(random));
        }
        var body = new Body().block("locals", locals -> {
            locals.set("v", "value");
            for (int i = 0; i < texts.size(); i++) {
                var text = texts.get(i);
                locals.set("quoted_" + i, text);
                locals.set("lines_" + i, Expression.lines(text));
                locals.set("filled_" + i, Expression.template(text, Expression.code("local.v"), text));
                locals.set(
                        "member_" + i, Expression.object(text + "k", Expression.texts(List.of(text, "x".repeat(200)))));
                locals.set("other" + "_".repeat(i % 20) + "_" + i, i);
            }
        });

        var all = read(body, texts.size());

        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            var expected = Normalizer.normalize(text, Normalizer.Form.NFC);
            var read = all.get(i);
            assertEquals(expected, read.get(0).stringValue(), "quoted, seed " + seed);
            assertEquals(expected, read.get(1).stringValue(), "in lines, seed " + seed);
            assertEquals(
                    Normalizer.normalize(text + "value" + text, Normalizer.Form.NFC),
                    read.get(2).stringValue(),
                    "filled in, seed " + seed);
            var member = read.get(3).properties().iterator().next();
            assertEquals(Normalizer.normalize(text + "k", Normalizer.Form.NFC), member.getKey());
            assertEquals(expected, member.getValue().get(0).stringValue());
        }
    }

    /** Of signs that mean something in HCL, or of anything but half characters. */
    private static String text(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(24);
        boolean signs = random.nextInt(3) > 0;
        for (int i = 0; i < length; i++) {
            int point = signs
                    ? SIGNS.codePointAt(
                            SIGNS.offsetByCodePoints(0, random.nextInt(SIGNS.codePointCount(0, SIGNS.length()))))
                    : random.nextInt(random.nextBoolean() ? 0x300 : 0x110000);
            if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    private static JsonNode read(Body body, int texts) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("hcl");
        Files.writeString(folder.resolve("main.tf"), body.text());
        var formatted = run(folder, "", "fmt", "-check", "-diff", "-no-color");
        assertEquals("", formatted, "terraform fmt would change this");
        var list = new StringBuilder();
        for (int i = 0; i < texts; i++) {
            list.append("[local.quoted_%1$d,local.lines_%1$d,local.filled_%1$d,local.member_%1$d],".formatted(i));
        }
        var answer = run(folder, "base64encode(jsonencode([" + list + "]))\n", "console")
                .strip();
        assertTrue(answer.startsWith("\""), answer);
        return Json.readTree(Base64.getDecoder().decode(answer.substring(1, answer.length() - 1)));
    }

    private static String run(Path folder, String input, String... arguments) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "said-", ".txt");
        var given = Files.writeString(Files.createTempFile(folder, "given-", ".txt"), input);
        var command = new ArrayList<>(List.of(program()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(given.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TF_"));
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment()
                .put(
                        "TF_CLI_CONFIG_FILE",
                        Files.writeString(folder.resolve("terraform.rc"), "").toString());
        var process = builder.start();
        assertTrue(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS), "Terraform did not end");
        return Files.readString(output);
    }

    private static String program() {
        return List.of("terraform", "tofu").stream()
                .filter(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, name))))
                .findFirst()
                .orElse("");
    }
}
