package dev.landfall.runner.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a program into a session of its own, so that its whole group can be signalled and no terminal reaches it: by
 * {@code setsid} (util-linux, busybox), by perl where there is none (macOS), else not at all. Each replaces itself by the
 * program, so the process number stays.
 */
public final class SessionStarter {

    /** Where the tools are even when the runner was started with an odd PATH. */
    private static final String USUAL_PATH = "/usr/bin:/bin:/usr/local/bin";

    private static final String PERL = "use POSIX (); POSIX::setsid(); exec { $ARGV[0] } @ARGV; exit 127";

    private final List<String> prefix;

    private SessionStarter(List<String> prefix) {
        this.prefix = List.copyOf(prefix);
    }

    /** @param path the runner's own PATH */
    public static SessionStarter find(String path) {
        Executables executables = new Executables(path + ":" + USUAL_PATH);
        return executables
                .find("setsid", Path.of("/"))
                .map(setsid -> new SessionStarter(List.of(setsid.toString())))
                .or(() -> executables
                        .find("perl", Path.of("/"))
                        .map(perl -> new SessionStarter(List.of(perl.toString(), "-e", PERL))))
                .orElseGet(() -> new SessionStarter(List.of()));
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
}
