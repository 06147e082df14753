package dev.landfall.runner.workspace;

import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one attempt may write.
 *
 * @param root nothing else of the attempt is outside of it
 * @param source for what is checked out or unpacked
 * @param work for what a handler makes
 * @param home of the job's processes
 * @param temporary files of the job's processes
 */
public record Workspace(Path root, Path source, Path work, Path home, Path temporary) {

    private static final Logger LOG = LoggerFactory.getLogger(Workspace.class);

    static Workspace in(Path root) {
        return new Workspace(
                root, root.resolve("src"), root.resolve("work"), root.resolve("home"), root.resolve("tmp"));
    }

    /** {@code HOME} and {@code TMPDIR}. */
    public Map<String, String> environment() {
        return Map.of("HOME", home.toString(), "TMPDIR", temporary.toString());
    }

    /**
     * Removes all of it: folders without rights, names of any bytes, trees of any depth. Links are removed, never followed.
     * What cannot be removed is logged and left to {@link WorkFolder#sweep}.
     */
    public void remove() {
        try {
            TreeRemoval.remove(root);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("workspace", root).setCause(e).log("a workspace could not be removed");
        }
    }

    void create() {
        try {
            for (Path folder : new Path[] {root, source, work, home, temporary}) {
                OwnerOnly.createDirectory(folder);
            }
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The workspace " + root + " could not be made. Check the disk and the rights of the work folder.",
                    e);
        }
    }
}
