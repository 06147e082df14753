package dev.landfall.runner.bench;

import dev.landfall.runner.guard.Guard;
import dev.landfall.runner.mask.ByteSink;
import dev.landfall.runner.process.JobMark;
import dev.landfall.runner.process.JobProcesses;
import dev.landfall.runner.process.ProcessSpec;
import dev.landfall.runner.process.ProcessTable;
import dev.landfall.runner.process.SessionStarter;
import dev.landfall.runner.time.Ticker;
import dev.landfall.runner.workspace.WorkFolder;
import dev.landfall.runner.workspace.Workspace;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Jobs of {@code true}: workspace, session, guard, output, end of the tree, removal, beside spawning the same from a plain JVM.
 */
public final class SpawnBench {

    private static final int JOBS = 1000;
    private static final String PATH = "/usr/bin:/bin";
    private static final ByteSink NOWHERE = (bytes, offset, length) -> {};

    private SpawnBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("spawn-bench");
        SessionStarter starter = SessionStarter.find(PATH);
        try (WorkFolder work = WorkFolder.open(folder, new Random());
                Guard guard = new Guard(starter, work.boot(), work.attempts(), Duration.ofSeconds(1), Ticker.system());
                JobProcesses processes = new JobProcesses(starter, ProcessTable.ofSystem(), guard, Ticker.system())) {
            guard.ensureRunning();
            for (int threads : new int[] {1, 16, 1, 16}) {
                double jobs = perSecond(threads, number -> job(work, processes, number));
                double plain = perSecond(threads, number -> plain());
                System.out.printf("processes of jobs, %d threads: %.0f/s (plain spawn %.0f/s)%n", threads, jobs, plain);
            }
        }
    }

    /** One job, by its number. */
    private interface Work {
        int run(int number) throws Exception;
    }

    private static int job(WorkFolder work, JobProcesses processes, int number) throws InterruptedException {
        Workspace workspace = work.create("job-" + number);
        int exit = processes
                .start(
                        new ProcessSpec(
                                List.of("true"),
                                Map.of("PATH", PATH),
                                workspace.source(),
                                workspace.root(),
                                "",
                                new JobMark(work.boot(), "job-" + number, 1),
                                Duration.ofSeconds(1)),
                        NOWHERE,
                        NOWHERE)
                .await(Duration.ofMinutes(1))
                .orElseThrow();
        workspace.remove();
        return exit;
    }

    private static int plain() throws Exception {
        Process process = new ProcessBuilder("/bin/true")
                .redirectInput(new File("/dev/null"))
                .start();
        return process.waitFor();
    }

    private static double perSecond(int threads, Work work) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<Integer>> jobs = new ArrayList<>();
            for (int i = 0; i < JOBS; i++) {
                int number = i;
                jobs.add(() -> work.run(number));
            }
            long start = System.nanoTime();
            for (Future<Integer> job : executor.invokeAll(jobs)) {
                if (job.get() != 0) {
                    throw new IllegalStateException("a job failed");
                }
            }
            return JOBS / ((System.nanoTime() - start) / 1e9);
        }
    }
}
