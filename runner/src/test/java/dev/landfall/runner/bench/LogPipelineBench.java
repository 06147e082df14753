package dev.landfall.runner.bench;

import dev.landfall.runner.logs.LogLimits;
import dev.landfall.runner.logs.LogShipper;
import dev.landfall.runner.logs.LogSpool;
import dev.landfall.runner.logs.ShipOutcome;
import dev.landfall.runner.process.JobMark;
import dev.landfall.runner.process.JobProcess;
import dev.landfall.runner.process.JobProcesses;
import dev.landfall.runner.process.ProcessSpec;
import dev.landfall.runner.process.ProcessTable;
import dev.landfall.runner.process.ProcessWatch;
import dev.landfall.runner.process.SessionStarter;
import dev.landfall.runner.time.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A job prints 1,000,000 lines (100 MB) while 50 secrets are masked: from its pipe through masker and spool on disk to a receiver
 * that keeps nothing, beside {@code cat} writing the same to a file.
 */
public final class LogPipelineBench {

    private static final int LINES = 1_000_000;
    private static final int BLOCK_LINES = 10_000;
    private static final String PATH = "/usr/bin:/bin";

    private LogPipelineBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("log-bench");
        Path log = folder.resolve("log");
        byte[] block = SampleLog.lines(BLOCK_LINES);
        for (int lines = 0; lines < LINES; lines += BLOCK_LINES) {
            Files.write(log, block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        for (int round = 0; round < 2; round++) {
            double whole = pipeline(folder, log);
            System.out.printf(
                    "log of %d lines, end to end: %.2f s (cat to a file %.2f s), heap used %d MiB%n",
                    LINES, whole, cat(folder, log), heapMib());
        }
        Files.delete(log);
        Files.delete(folder);
    }

    private static double pipeline(Path folder, Path log) throws InterruptedException {
        LogSpool spool = LogSpool.open(
                folder.resolve("spool"),
                SampleLog.masker(),
                LogLimits.DEFAULTS,
                InstantSource.system(),
                Ticker.system());
        LogShipper shipper = new LogShipper(spool, chunk -> {}, Ticker.system(), new Random());
        long start = System.nanoTime();
        Thread shipping = Thread.ofVirtual().start(() -> ship(shipper));
        try (JobProcesses processes = new JobProcesses(
                SessionStarter.find(PATH), ProcessTable.ofSystem(), ProcessWatch.none(), Ticker.system())) {
            JobProcess process = processes.start(
                    new ProcessSpec(
                            List.of("cat", log.toString()),
                            Map.of("PATH", PATH),
                            folder,
                            folder.resolve("spool"),
                            "",
                            new JobMark("bench.1", "bench", 1),
                            Duration.ofSeconds(1)),
                    spool.stdout(),
                    spool.stderr());
            while (process.await(Duration.ofMinutes(1)).isEmpty()) {
                Thread.onSpinWait();
            }
        }
        spool.close();
        shipping.join();
        spool.remove();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void ship(LogShipper shipper) {
        try {
            while (shipper.once(Duration.ofSeconds(1)) != ShipOutcome.FINISHED) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double cat(Path folder, Path log) throws IOException, InterruptedException {
        Path copy = folder.resolve("copy");
        long start = System.nanoTime();
        try (OutputStream out = Files.newOutputStream(copy)) {
            Process cat = new ProcessBuilder("cat", log.toString()).start();
            cat.getInputStream().transferTo(out);
            cat.waitFor();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Files.delete(copy);
        return seconds;
    }

    private static long heapMib() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
