package dev.landfall.runner.isolation;

import dev.landfall.runner.job.JobFolders;
import dev.landfall.runner.process.ProcessUser;
import dev.landfall.runner.workspace.PrivateFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt under a user of its own. The workspace itself stays the runner's, so that the job cannot put links in the place of
 * its folders; those belong to the job's user.
 */
final class Confined implements Confinement {

    private static final Logger log = LoggerFactory.getLogger(Confined.class);

    private static final Duration LONGEST_END = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(2);

    private final JobUsers.Held held;
    private final Path setpriv;
    private final List<Path> folders;
    private final Path cache;
    private final Path handedOver;
    private final AtomicInteger commands = new AtomicInteger();
    private final ProcessUser user;

    Confined(JobUsers.Held held, JobFolders workspace, Path unshare, Path setpriv) {
        this.held = held;
        this.setpriv = setpriv;
        OwnedFiles.letPass(workspace.root());
        this.cache = OwnedFiles.makePassable(workspace.root().resolve("cache"));
        this.handedOver = OwnedFiles.makePassable(workspace.root().resolve("identity"));
        this.folders = List.of(workspace.source(), workspace.work(), workspace.home(), workspace.temporary(), cache);
        this.user =
                new OwnUser(held.id(), workspace.root(), workspace.temporary(), this::writeScript, unshare, setpriv);
    }

    /** What jobs of the runner share is not shared by jobs that are kept apart: the cache is the attempt's own. */
    @Override
    public JobFolders folders(JobFolders shared) {
        return new JobFolders(
                shared.root(),
                shared.source(),
                shared.work(),
                shared.home(),
                shared.temporary(),
                cache,
                shared.runner());
    }

    @Override
    public ProcessUser user() {
        return user;
    }

    @Override
    public Path handedOver(JobFolders workspace) {
        return handedOver;
    }

    @Override
    public void beforeCommand() {
        folders.forEach(folder -> OwnedFiles.giveTree(folder, held.id()));
    }

    @Override
    public void afterCommand() {
        killAll();
        for (int i = 1; i <= commands.get(); i++) {
            PrivateFiles.remove(script(i));
        }
    }

    @Override
    public void give(Path file) {
        OwnedFiles.give(file, held.id());
    }

    @Override
    public boolean isOwn(InetSocketAddress peer, InetSocketAddress local) {
        return OwnerOfConnection.of(peer, local).equals(OptionalInt.of(held.id()));
    }

    /** The id is free again only when nobody has it any more. */
    @Override
    public void close() {
        long until = System.nanoTime() + LONGEST_END.toNanos();
        killAll();
        while (ProcessesOf.any(held.id())) {
            if (System.nanoTime() - until > 0) {
                log.atWarn()
                        .addKeyValue("uid", held.id())
                        .log("processes of a job could not be killed; its user id is not used again");
                return;
            }
            LockSupport.parkNanos(LOOK.toNanos());
            killAll();
        }
        held.close();
    }

    /** From inside: a signal to all that this user may signal reaches those that are just being made as well. */
    private void killAll() {
        var command = new ArrayList<>(OwnUser.dropped(setpriv.toString(), held.id()));
        command.addAll(List.of("/bin/sh", "-c", "kill -s KILL -- -1"));
        SystemTool.run(command, "");
    }

    private String writeScript(String text) {
        var file = script(commands.incrementAndGet());
        PrivateFiles.write(file, text);
        give(file);
        return file.toString();
    }

    private Path script(int number) {
        return handedOver.resolve("environment-" + number);
    }
}
