package dev.landfall.runner.isolation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for processes of a user by the line {@code Uid:} of {@code /proc/PID/status}, also for those that hide their files. */
final class ProcessesOf {

    private static final Path PROC = Path.of("/proc");

    private ProcessesOf() {}

    static boolean any(int user) {
        var names = PROC.toFile().list((folder, name) -> name.charAt(0) <= '9');
        if (names != null) {
            for (var name : names) {
                if (lives(status(name), user)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A process that has ended and only waits to be collected does nothing any more. */
    private static boolean lives(List<String> status, int user) {
        return status.stream().noneMatch(line -> line.startsWith("State:") && line.contains("Z"))
                && status.stream().anyMatch(line -> line.startsWith("Uid:") && has(line, user));
    }

    private static boolean has(String line, int user) {
        return List.of(line.split("\\s+")).contains(Integer.toString(user));
    }

    private static List<String> status(String pid) {
        try {
            return Files.readAllLines(PROC.resolve(pid).resolve("status"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
