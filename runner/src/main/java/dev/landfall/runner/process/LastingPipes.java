package dev.landfall.runner.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a program end as it should although the runner that read its output was killed. A pipe without a reader kills whoever
 * prints to it: Terraform, interrupted by the guard, would die of SIGPIPE at its first word and save no state. So the program
 * holds the reading ends of its own pipes as descriptors 8 and 9; what it prints then stays in the pipe. Where there is no
 * {@code /proc} it is started as it is.
 */
final class LastingPipes {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final String HOLD = "exec 8</proc/self/fd/1 9</proc/self/fd/2; unset PWD OLDPWD SHLVL; exec \"$@\"";

    private LastingPipes() {}

    static List<String> command(List<String> command) {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", HOLD, "landfall-job"));
        whole.addAll(command);
        return whole;
    }
}
