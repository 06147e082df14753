package dev.landfall.formats.hcl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terraform itself takes what we call good and refuses what we call a mistake. */
final class HclIT {

    private static final Pattern AT_FAULT = Pattern.compile("on \\S*?(m[0-9]+)\\.tf line");

    @TempDir
    Path folder;

    @Test
    void terraformTakesWhatPassesHere() throws Exception {
        write(HclTexts.GOOD.stream().map(text -> text + "\n").toList(), ".tf");
        var said = terraform("fmt", "-list=false", "-write=false", "-no-color", folder.toString());
        assertEquals(new TreeSet<String>(), atFault(said), said);
    }

    @Test
    void terraformRefusesWhatIsAMistakeHere() throws Exception {
        write(HclTexts.MISTAKES.stream().map(HclTexts.Mistake::text).toList(), ".tf");
        var said = terraform("fmt", "-list=false", "-write=false", "-no-color", folder.toString());
        var taken = new TreeSet<String>();
        var refused = atFault(said);
        IntStream.range(0, HclTexts.MISTAKES.size())
                .filter(i -> !refused.contains("m" + i))
                .forEach(i -> taken.add(HclTexts.MISTAKES.get(i).text()));
        assertEquals(new TreeSet<String>(), taken, said);
    }

    @Test
    void terraformRefusesVariablesFunctionsAndBlocksInTfvars() throws Exception {
        Files.writeString(
                folder.resolve("main.tf"), "variable \"a\" {}\nvariable \"region\" {}\nvariable \"tags\" {}\n");
        for (var text : List.of(
                "region = eu-central-1\n", "a = \"${var.x}\"\n", "a = upper(\"x\")\n", "tags {\n  a = 1\n}\n")) {
            Files.writeString(folder.resolve("x.tfvars"), text);
            assertTrue(Hcl.ofValues(text).isPresent(), text);
            var said = terraform("-chdir=" + folder, "plan", "-input=false", "-no-color", "-var-file=x.tfvars");
            assertTrue(said.contains("Error:"), () -> text + said);
        }
    }

    private void write(List<String> texts, String ending) throws IOException {
        for (var i = 0; i < texts.size(); i++) {
            Files.writeString(folder.resolve("m" + i + ending), texts.get(i));
        }
    }

    private static Set<String> atFault(String said) {
        var names = new TreeSet<String>();
        AT_FAULT.matcher(said).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private String terraform(String... arguments) throws IOException, InterruptedException {
        assumeTrue(isOnPath(), "no terraform is on the PATH: install one to compare with it what is HCL");
        var said = folder.resolveSibling(folder.getFileName() + ".log");
        var command =
                Stream.concat(Stream.of("terraform"), Stream.of(arguments)).toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().put("TF_CLI_CONFIG_FILE", "/dev/null");
        try {
            builder.start().waitFor();
            return Files.readString(said, StandardCharsets.UTF_8);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static boolean isOnPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "terraform")));
    }
}
