package dev.landfall.runner.process;

import java.time.Duration;

/** Is told which processes of jobs live, so that they do not outlive the runner. */
public interface ProcessWatch {

    /**
     * A process was started.
     *
     * @param leader of the job's process tree, in a session of its own where the system allows it
     * @param grace between interruption and kill
     */
    void started(ProcessEntry leader, JobMark mark, Duration grace);

    /** The process and all that belonged to it have ended. */
    void ended(long pid);

    /** Watches nothing. */
    static ProcessWatch none() {
        return new ProcessWatch() {
            @Override
            public void started(ProcessEntry leader, JobMark mark, Duration grace) {}

            @Override
            public void ended(long pid) {}
        };
    }
}
