package dev.landfall.integration.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {

    private Machine() {}

    static String description() {
        return Runtime.getRuntime().availableProcessors() + " × "
                + field("/proc/cpuinfo", "model name", ":", "unknown processor") + ", " + memoryGib() + " GiB, "
                + field("/etc/os-release", "PRETTY_NAME", "=", System.getProperty("os.name"))
                        .replace("\"", "")
                + ", JDK " + Runtime.version();
    }

    private static String memoryGib() {
        var kib = field("/proc/meminfo", "MemTotal", ":", "0 kB").split(" ", 2)[0];
        return String.valueOf(Math.round(Long.parseLong(kib) / 1024.0 / 1024.0));
    }

    private static String field(String file, String key, String separator, String otherwise) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(separator) + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
