package dev.landfall.runner.supervisor;

import java.util.Locale;

/** The name of this machine's system and processor, as the archives' names have it. */
final class Platform {

    private Platform() {}

    static String name() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var processor = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            default -> System.getProperty("os.arch", "");
        };
        return (system.contains("linux") ? "linux" : system.contains("mac") ? "macos" : system) + "-" + processor;
    }
}
