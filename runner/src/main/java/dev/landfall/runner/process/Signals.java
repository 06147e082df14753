package dev.landfall.runner.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends signals that the JDK cannot, by the {@code kill} that is built into every POSIX shell: a file {@code kill} is
 * missing in small images. Arguments are numbers and names of signals only.
 */
public final class Signals {

    private static final String KILL =
            "name=$1; shift; for target; do kill -s \"$name\" -- \"$target\" 2>/dev/null; done";

    /** The shell answers in milliseconds; a machine that needs longer is beyond help. */
    private static final long SHELL_SECONDS = 5;

    private Signals() {}

    /**
     * Sends a signal.
     *
     * @param signal without SIG
     * @param targets process numbers; a negative one is a group. Those that are gone are passed over
     */
    public static void send(String signal, List<Long> targets) {
        if (targets.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", KILL, "kill", signal));
        targets.forEach(target -> command.add(Long.toString(target)));
        try {
            Process shell = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.PIPE)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            shell.getOutputStream().close();
            shell.waitFor(SHELL_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            targets.stream().filter(target -> target > 0).forEach(Signals::terminate);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills the process at once, unless its number belongs to another by now. */
    public static void kill(ProcessEntry entry) {
        if (entry.pid() > 1 && entry.pid() != ProcessHandle.current().pid()) {
            ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** No shell could be started: the one gentle signal that the JDK has. */
    private static void terminate(long pid) {
        if (pid != ProcessHandle.current().pid()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
    }
}
