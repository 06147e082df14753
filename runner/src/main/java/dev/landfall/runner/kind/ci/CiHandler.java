package dev.landfall.runner.kind.ci;

import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.runner.job.Command;
import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.JobHandler;
import dev.landfall.runner.kind.ShellExit;
import dev.landfall.runner.source.Checkout;
import dev.landfall.runner.source.FolderInside;
import dev.landfall.runner.source.GitSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one attempt of a CI job: checkout, {@code sh -c COMMAND}, exit code. */
public final class CiHandler implements JobHandler<CiWork> {

    private final GitSource git;
    private final Map<String, String> passed;
    private @Nullable Checkout checkout;
    private @Nullable Path directory;

    /** @param passed variables of the runner's own environment that the job sees too */
    public CiHandler(GitSource git, Map<String, String> passed) {
        this.git = git;
        this.passed = Map.copyOf(passed);
    }

    @Override
    public void fetch(CiWork work, JobContext context) {
        var source = work.source();
        if (source != null) {
            checkout = git.fetch(source, context.folders().source(), context);
        }
    }

    @Override
    public void validate(CiWork work, JobContext context) {
        var root = checkout == null ? context.folders().source() : checkout.folder();
        var inside = work.workingDirectory();
        directory = inside == null ? root : FolderInside.resolve(root, inside);
    }

    @Override
    public void initialise(CiWork work, JobContext context) {
        // A shell needs no preparation.
    }

    @Override
    public Execution execute(CiWork work, JobContext context) {
        var environment = CiEnvironment.of(work, Optional.ofNullable(checkout), passed, context);
        var start = directory == null ? context.folders().source() : directory;
        var exit = context.run(Command.of("sh", "-c", work.command()).in(start).withEnv(environment));
        return ShellExit.execution("The command", exit);
    }

    @Override
    public Optional<ResultDetail> outputs(CiWork work, JobContext context) {
        return Optional.empty();
    }

    @Override
    public void cleanup(CiWork work, JobContext context) {
        // All that a CI job leaves is in its workspace.
    }
}
