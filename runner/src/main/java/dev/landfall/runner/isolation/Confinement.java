package dev.landfall.runner.isolation;

import dev.landfall.runner.job.JobFolders;
import dev.landfall.runner.process.ProcessUser;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** How one attempt is kept apart, from its workspace to the end of its last process. Used by the attempt's thread. */
public interface Confinement extends AutoCloseable {

    /** The attempt's processes run as the runner's own user. */
    Confinement NONE = new Unconfined();

    /** The folders as the attempt uses them. */
    JobFolders folders(JobFolders folders);

    ProcessUser user();

    /** Where the runner keeps what it gives to the job and the job does not change. */
    Path handedOver(JobFolders folders);

    /** Before a command: what the runner made in the workspace since becomes the job's. */
    void beforeCommand();

    /** After a command: whatever it left running is killed, so that nothing changes files while the runner reads them. */
    void afterCommand();

    /** Lets the job's processes read a file of the runner. */
    void give(Path file);

    /** Whether the other end of a connection to {@code local} is a process of this attempt. */
    boolean isOwn(InetSocketAddress peer, InetSocketAddress local);

    /** Ends every process of the attempt. */
    @Override
    void close();
}
