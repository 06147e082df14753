package dev.landfall.integration.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Baseline: a JVM that says that it runs and does nothing more. */
final class EmptyJvm {

    private static final String READY = "running";

    private EmptyJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(READY);
        new CountDownLatch(1).await();
    }

    /** {@code 37 MiB, ready after 40 ms}. */
    static String measure(Path home) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (var process = LandfallProcess.start(
                home,
                Map.of(),
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xss512k",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmptyJvm.class.getName()))) {
            var ready = process.await(READY);
            return "empty JVM: " + Figure.number(process.residentMib()) + " MiB, up after "
                    + Figure.number(ready.afterMillis()) + " ms";
        }
    }
}
