package dev.landfall.runner.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Puts a program into a session of its own, so that its whole group can be signalled and no terminal reaches it: by
 * {@code setsid} (util-linux, busybox), by perl where there is none (macOS), else not at all. Each replaces itself by the
 * program, so the process number stays.
 *
 * <p>A runner that a script started in the background ignores SIGINT, and so would all its descendants; then the programs are
 * also given back the signal's default.
 */
public final class SessionStarter {

    /** Where the tools are even when the runner was started with an odd PATH. */
    private static final String USUAL_PATH = "/usr/bin:/bin:/usr/local/bin";

    private static final String PERL =
            "use POSIX (); POSIX::setsid(); $SIG{INT} = $SIG{QUIT} = 'DEFAULT'; " + "exec { $ARGV[0] } @ARGV; exit 127";

    /** Of coreutils 8.31 and later. */
    private static final String DEFAULT_SIGNALS = "--default-signal=INT,QUIT";

    private static final int SIGINT_BIT = 1 << 1;

    private final List<String> prefix;

    private SessionStarter(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
    }

    /** @param path the runner's own PATH */
    public static SessionStarter find(String path) {
        Executables executables = new Executables(path + ":" + USUAL_PATH);
        Optional<List<String>> setsid = tool(executables, "setsid").map(List::of);
        Optional<List<String>> perl = tool(executables, "perl").map(tool -> List.of(tool, "-e", PERL));
        Optional<List<String>> chosen = setsid;
        if (interruptIsIgnored()) {
            chosen = setsid.flatMap(tool -> withDefaultSignals(executables, tool))
                    .or(() -> perl);
        }
        return new SessionStarter(chosen.or(() -> setsid).or(() -> perl).orElse(List.of()));
    }

    /** Programs stay in the runner's session. */
    static SessionStarter none() {
        return new SessionStarter(List.of());
    }

    /** Whether a program so started leads its own session and group. */
    public boolean ownSession() {
        return !prefix.isEmpty();
    }

    public List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    private static Optional<String> tool(Executables executables, String name) {
        return executables.find(name, Path.of("/")).map(Path::toString);
    }

    /** By the line {@code SigIgn} of proc(5); unknown elsewhere. */
    private static boolean interruptIsIgnored() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(mask -> (mask & SIGINT_BIT) != 0);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<List<String>> withDefaultSignals(Executables executables, List<String> setsid) {
        return tool(executables, "env")
                .filter(SessionStarter::knowsDefaultSignals)
                .map(env -> {
                    List<String> command = new ArrayList<>(setsid);
                    command.addAll(List.of(env, DEFAULT_SIGNALS));
                    return command;
                });
    }

    private static boolean knowsDefaultSignals(String env) {
        try {
            Process process = new ProcessBuilder(env, DEFAULT_SIGNALS, "true")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
