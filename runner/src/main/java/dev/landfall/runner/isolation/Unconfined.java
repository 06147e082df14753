package dev.landfall.runner.isolation;

import dev.landfall.runner.job.JobFolders;
import dev.landfall.runner.process.ProcessUser;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Nothing is kept apart: the token of an address is all that guards it. */
final class Unconfined implements Confinement {

    @Override
    public JobFolders folders(JobFolders folders) {
        return folders;
    }

    @Override
    public ProcessUser user() {
        return ProcessUser.RUNNER;
    }

    @Override
    public Path handedOver(JobFolders folders) {
        return folders.work();
    }

    @Override
    public void beforeCommand() {}

    @Override
    public void afterCommand() {}

    @Override
    public void give(Path file) {}

    @Override
    public boolean isOwn(InetSocketAddress peer, InetSocketAddress local) {
        return true;
    }

    @Override
    public void close() {}
}
