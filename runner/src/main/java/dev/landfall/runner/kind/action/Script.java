package dev.landfall.runner.kind.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * An inline script as a file of mode 0700 and the arguments that run it. The {@code #!} line is read here, as Linux
 * reads it (interpreter and at most one argument), and the interpreter started with the file: executing a file that was
 * just written can fail with "text file busy" while another thread starts a process.
 */
final class Script {

    private Script() {}

    static List<String> write(Path file, String contents) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.write(file, contents.getBytes(UTF_8));
        } catch (IOException e) {
            throw LandfallException.unavailable("The step's script could not be written: " + e.getMessage(), e);
        }
        var argv = interpreter(contents);
        argv.add(file.toString());
        return argv;
    }

    private static List<String> interpreter(String contents) {
        var first = contents.lines().findFirst().orElse("");
        var words = first.startsWith("#!") ? first.substring(2).strip() : "";
        if (words.isEmpty()) {
            return new ArrayList<>(List.of("sh"));
        }
        int end = firstBlank(words);
        var argv = new ArrayList<>(List.of(words.substring(0, end)));
        if (end < words.length()) {
            argv.add(words.substring(end).strip());
        }
        return argv;
    }

    private static int firstBlank(String words) {
        int at = 0;
        while (at < words.length() && words.charAt(at) != ' ' && words.charAt(at) != '\t') {
            at++;
        }
        return at;
    }
}
