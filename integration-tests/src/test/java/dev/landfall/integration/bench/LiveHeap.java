package dev.landfall.integration.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a JVM's heap holds after a full collection. */
final class LiveHeap {

    private static final double BYTES_PER_MIB = 1024.0 * 1024.0;

    private LiveHeap() {}

    static double mib(long pid) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines()
                .filter(line -> line.startsWith("Total"))
                .map(line -> line.strip().split(" +", -1))
                .mapToDouble(columns -> Double.parseDouble(columns[2]) / BYTES_PER_MIB)
                .findFirst()
                .orElseThrow(() -> new IOException("jcmd said: " + text));
    }
}
