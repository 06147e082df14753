package dev.landfall.stacktemplates.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.ShellCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's start script, as it stands in the template. */
final class MachineScriptIT {

    private static final Pattern SHELL = Pattern.compile("\\|\\s*(?:ba)?sh\\b");

    @TempDir
    Path folder;

    @Test
    void shellCheckFindsNothingInTheScriptAndFindsASeededFault() throws IOException {
        assumeTrue(
                ShellCheck.canBeHad(),
                "neither shellcheck nor python3 is on the PATH: install one to check the machine's script");
        var script = script();
        var sound = Files.writeString(folder.resolve("sound.sh"), script);
        var faulty = Files.writeString(folder.resolve("faulty.sh"), script + "rm -rf $work/*\n");

        assertEquals("", ShellCheck.installed().findings("sh", sound));
        assertTrue(ShellCheck.installed().findings("sh", faulty).contains("SC2086"));
    }

    @Test
    void theScriptHoldsNoSecretAndRunsNothingUnchecked() throws IOException {
        var script = script();

        assertTrue(script.contains("sha256sum --check"), "downloads are checked");
        assertFalse(SHELL.matcher(script).find(), "nothing is piped into a shell");
        assertTrue(script.contains("export PLAN_KEY='"), "the key of plans is named, not given");
    }

    /** The three literal blocks of the join, one after the other. */
    private static String script() throws IOException {
        var yaml = Files.readString(Path.of("src/test/golden/cloudformation/vm-own-network/stack.yaml"));
        var blocks = yaml.substring(yaml.indexOf("Fn::Base64: !Join"), yaml.indexOf("TagSpecifications:"));
        var script = new StringBuilder();
        int indent = -1;
        for (var line : blocks.lines().skip(1).toList()) {
            if (line.strip().startsWith("- ") && line.endsWith("|")) {
                indent = -1;
            } else if (!line.isBlank() && !line.strip().equals("- ''")) {
                indent = indent < 0 ? line.length() - line.stripLeading().length() : indent;
                script.append(line.substring(Math.min(indent, line.length()))).append('\n');
            }
        }
        return script.toString().replace("${PlanKey}", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:key");
    }
}
