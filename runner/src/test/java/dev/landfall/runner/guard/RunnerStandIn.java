package dev.landfall.runner.guard;

import dev.landfall.runner.mask.ByteSink;
import dev.landfall.runner.process.JobMark;
import dev.landfall.runner.process.JobProcesses;
import dev.landfall.runner.process.ProcessSpec;
import dev.landfall.runner.process.ProcessTable;
import dev.landfall.runner.process.ProcessWatch;
import dev.landfall.runner.process.SessionStarter;
import dev.landfall.runner.time.Ticker;
import dev.landfall.runner.workspace.WorkFolder;
import dev.landfall.runner.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * As much of a runner as it takes to be killed: arguments are the work folder, the grace in seconds, and one script per job. The
 * guard is not told of a script that begins with {@value #UNANNOUNCED}.
 */
public final class RunnerStandIn {

    static final String UNANNOUNCED = ": unannounced;";

    static final Duration GRACE_OF_UNANNOUNCED = Duration.ofSeconds(1);

    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    private RunnerStandIn() {}

    public static void main(String[] arguments) throws Exception {
        WorkFolder folder = WorkFolder.open(Path.of(arguments[0]), new Random());
        Duration grace = Duration.ofSeconds(Long.parseLong(arguments[1]));
        SessionStarter starter = SessionStarter.find(PATH);
        Guard guard = new Guard(starter, folder.boot(), folder.attempts(), GRACE_OF_UNANNOUNCED, Ticker.system());
        guard.ensureRunning();
        JobProcesses announced = new JobProcesses(starter, ProcessTable.ofSystem(), guard, Ticker.system());
        JobProcesses unannounced =
                new JobProcesses(starter, ProcessTable.ofSystem(), ProcessWatch.none(), Ticker.system());
        ByteSink output = (bytes, offset, length) -> System.out.write(bytes, offset, length);
        for (int job = 2; job < arguments.length; job++) {
            Workspace workspace = folder.create("job-" + job);
            JobProcesses processes = arguments[job].startsWith(UNANNOUNCED) ? unannounced : announced;
            processes.start(
                    new ProcessSpec(
                            List.of("sh", "-c", arguments[job]),
                            Map.of("PATH", PATH),
                            workspace.source(),
                            workspace.root(),
                            "",
                            new JobMark(folder.boot(), "job-" + job, 1),
                            grace),
                    output,
                    output);
        }
        System.out.println("guard " + guard.pid());
        System.out.println("boot " + folder.boot());
        while (true) {
            int command = System.in.read();
            if (command == 'c') {
                guard.close();
                System.exit(0);
            } else if (command == 'g') {
                guard.ensureRunning();
                System.out.println("guard " + guard.pid());
            }
        }
    }
}
