package dev.landfall.runner.watchdog;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What all threads do, virtual ones included. */
final class ThreadDump {

    /** Longest dump in the log, in characters. */
    private static final int MAX_CHARACTERS = 1 << 20;

    private ThreadDump() {}

    static String take() {
        try {
            Path folder = Files.createTempDirectory("landfall-threads");
            Path file = folder.resolve("dump");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(file.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
                String text = Files.readString(file);
                return text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return "no dump: " + e.getMessage();
        }
    }
}
