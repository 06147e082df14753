package dev.landfall.runner.daemon;

import dev.landfall.protocol.lease.Lease;
import dev.landfall.runner.attempt.AttemptFolders;
import dev.landfall.runner.job.JobFolders;
import dev.landfall.runner.workspace.WorkFolder;
import dev.landfall.runner.workspace.Workspace;
import java.nio.file.Path;

/** A workspace for each attempt in the work folder. */
record WorkspaceFolders(WorkFolder workFolder, Path cache, Path runner) implements AttemptFolders {

    @Override
    public JobFolders create(Lease lease) {
        var workspace = workFolder.create(LeaseName.of(lease));
        return new JobFolders(
                workspace.root(),
                workspace.source(),
                workspace.work(),
                workspace.home(),
                workspace.temporary(),
                cache,
                runner);
    }

    @Override
    public void remove(JobFolders folders) {
        new Workspace(folders.root(), folders.source(), folders.work(), folders.home(), folders.temporary()).remove();
    }
}
