package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.process.JobMark;
import dev.landfall.runner.process.JobProcesses;
import dev.landfall.runner.process.ProcessSpec;
import dev.landfall.runner.process.ProcessTable;
import dev.landfall.runner.process.ProcessWatch;
import dev.landfall.runner.process.SessionStarter;
import dev.landfall.runner.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Starts a small process tree and ends it, as a cancelled job would be ended. */
final class ProcessTreeTrial {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ProcessTreeTrial() {}

    static String run(String searchPath) {
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        var starter = SessionStarter.find(searchPath);
        var mark = new JobMark("self-test." + ProcessHandle.current().pid(), "self-test", 1);
        var spec = new ProcessSpec(
                List.of("sh", "-c", "sleep 60 & sleep 60"),
                Map.of("PATH", searchPath),
                temporary,
                temporary.resolve("landfall-self-test"),
                "",
                mark,
                Duration.ZERO);
        try (var processes = new JobProcesses(starter, ProcessTable.ofSystem(), ProcessWatch.none(), Ticker.system())) {
            var process = processes.start(spec, (bytes, offset, length) -> {}, (bytes, offset, length) -> {});
            process.kill();
            if (process.await(PATIENCE).isEmpty()) {
                throw LandfallException.unavailable("A process tree could not be ended.", null);
            }
            return starter.ownSession()
                    ? "started and ended"
                    : "started and ended, without a session of its own: install setsid (util-linux)";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("The self test was interrupted.", e);
        }
    }
}
