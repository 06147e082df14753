package dev.landfall.emulators;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * cfn-lint, which checks CloudFormation templates by AWS's own schemas, without a network. pip installs it, pinned, at first use into
 * {@code emulators/servers/cfn-lint/target}. Needs {@code python3} on the PATH.
 */
public final class CfnLint {

    private final Path environment;

    private CfnLint(Path environment) {
        this.environment = environment;
    }

    /** Whether this machine has what it needs. */
    public static boolean canBeHad() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    }

    public static CfnLint installed() {
        return new CfnLint(PythonTool.install("cfn-lint"));
    }

    /** The Python that it runs on, which has boto3 as the one of AWS Lambda has. */
    public Path python() {
        return environment.resolve("bin/python");
    }

    /**
     * @return errors, warnings and what it found informative, a line each that begins with the file; empty when there is nothing
     */
    public List<String> findings(List<Path> templates) {
        var command = new ArrayList<>(List.of(
                environment.resolve("bin/cfn-lint").toString(),
                "--non-zero-exit-code",
                "none",
                "--format",
                "parseable"));
        command.add("--template");
        templates.forEach(template -> command.add(template.toString()));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cfn-lint could not be run.", e);
        }
    }
}
