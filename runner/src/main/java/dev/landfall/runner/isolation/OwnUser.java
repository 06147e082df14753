package dev.landfall.runner.isolation;

import dev.landfall.runner.process.JobMark;
import dev.landfall.runner.process.ProcessUser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Starts programs as a user of their own: {@code unshare} gives them mounts and IPC of their own, in which /tmp, /var/tmp and
 * /dev/shm are the attempt's; {@code setpriv} (both of util-linux) then drops user, groups and every capability for good; a shell of
 * that user reads the environment and becomes the program.
 */
final class OwnUser implements ProcessUser {

    /** Arguments: user id, folder for what is written to the machine's temporary folders, folders to hide, "--", the rest. */
    private static final String ENTER = "set -e; chown \"$1\" /proc/self/fd/1 /proc/self/fd/2; own=$2; shift 2; while"
            + " [ \"$1\" != -- ]; do [ ! -d \"$1\" ] || mount --bind \"$own\" \"$1\"; shift; done; shift; exec \"$@\"";

    /** Arguments: the environment's script, then the program. */
    private static final String BECOME = "unset PWD OLDPWD SHLVL; . \"$1\"; shift; exec \"$@\"";

    private static final List<Path> SHARED = List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/dev/shm"));

    private final int id;
    private final Path root;
    private final Path temporary;
    private final UnaryOperator<String> written;
    private final String unshare;
    private final String setpriv;

    /**
     * @param root of the workspace
     * @param temporary of the attempt, inside it
     * @param written writes a script that only this user reads, and tells its path
     */
    OwnUser(int id, Path root, Path temporary, UnaryOperator<String> written, Path unshare, Path setpriv) {
        this.id = id;
        this.root = root;
        this.temporary = temporary;
        this.written = written;
        this.unshare = unshare.toString();
        this.setpriv = setpriv.toString();
    }

    @Override
    public List<String> command(List<String> command, Map<String, String> environment) {
        var whole = new ArrayList<>(asRoot());
        whole.addAll(List.of(unshare, "--mount", "--ipc", "--", "/bin/sh", "-c", ENTER, "landfall-job"));
        whole.add(id + ":" + id);
        whole.add(temporary.toString());
        SHARED.stream().filter(folder -> !root.startsWith(folder)).forEach(folder -> whole.add(folder.toString()));
        whole.add("--");
        whole.addAll(dropped(setpriv, id));
        whole.addAll(
                List.of("/bin/sh", "-c", BECOME, "landfall-job", written.apply(EnvironmentFile.text(environment))));
        whole.addAll(command);
        return whole;
    }

    /** The mark, by which processes are found again, and nothing else of the job. */
    @Override
    public Map<String, String> environment(Map<String, String> environment) {
        var clean = new TreeMap<String, String>();
        clean.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        var mark = environment.get(JobMark.VARIABLE);
        if (mark != null) {
            clean.put(JobMark.VARIABLE, mark);
        }
        return clean;
    }

    /** The runner may be another user with the same capabilities, for whom mount(8) does nothing. */
    private List<String> asRoot() {
        return List.of(setpriv, "--reuid=0", "--regid=0", "--clear-groups", "--");
    }

    /** The start of a command that runs as this user and never becomes more again. */
    static List<String> dropped(String setpriv, int id) {
        return List.of(
                setpriv,
                "--reuid=" + id,
                "--regid=" + id,
                "--clear-groups",
                "--inh-caps=-all",
                "--ambient-caps=-all",
                "--bounding-set=-all",
                "--no-new-privs",
                "--");
    }
}
