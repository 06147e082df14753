package dev.landfall.runner.process;

import java.util.List;
import java.util.Map;

/** As whom a process of a job runs, and how it gets there. Thread-safe. */
public interface ProcessUser {

    /** The runner's own user: the process is started as it is. */
    ProcessUser RUNNER = new ProcessUser() {
        @Override
        public List<String> command(List<String> command, Map<String, String> environment) {
            return command;
        }

        @Override
        public Map<String, String> environment(Map<String, String> environment) {
            return environment;
        }
    };

    /**
     * What to execute so that in the end the command runs with that environment.
     *
     * @param command whose program is an absolute path
     */
    List<String> command(List<String> command, Map<String, String> environment);

    /** What the first program on the way gets of the environment. */
    Map<String, String> environment(Map<String, String> environment);
}
