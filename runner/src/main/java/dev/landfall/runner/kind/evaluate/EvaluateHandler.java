package dev.landfall.runner.kind.evaluate;

import dev.landfall.formats.ci.CiDefinitions;
import dev.landfall.formats.ci.CiJob;
import dev.landfall.formats.problem.Reading;
import dev.landfall.protocol.job.CiJobDefinition;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.JobHandler;
import dev.landfall.runner.source.GitSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs one attempt of an evaluation: checkout, read, match. */
public final class EvaluateHandler implements JobHandler<EvaluateWork> {

    /** A reason is a sentence; the log has every problem. */
    private static final int PROBLEMS_IN_REASON = 5;

    private final GitSource git;
    private @Nullable Path checkout;
    private ResultDetail.@Nullable Definitions found;

    public EvaluateHandler(GitSource git) {
        this.git = git;
    }

    @Override
    public void fetch(EvaluateWork work, JobContext context) {
        checkout = git.fetch(work.source(), context.folders().source(), context).folder();
    }

    @Override
    public void validate(EvaluateWork work, JobContext context) {
        // The definitions are checked when they are read.
    }

    @Override
    public void initialise(EvaluateWork work, JobContext context) {
        // Nothing of the commit is run.
    }

    @Override
    public Execution execute(EvaluateWork work, JobContext context) {
        var root = checkout;
        if (root == null) {
            throw new IllegalStateException("the phases ran out of order");
        }
        var files = DefinitionFiles.read(root);
        var reading = CiDefinitions.read(files);
        reading.notices().forEach(notice -> context.log().notice(notice.toString()));
        if (reading.value().isEmpty()) {
            reading.report().lines().forEach(context.log()::notice);
            return Execution.failed(reason(reading));
        }
        found = definitions(reading.value().get(), work, reading, files.isEmpty());
        found.notes().forEach(context.log()::notice);
        context.log().notice(found.jobs().size() + " jobs start for " + work.event() + " of " + work.branch());
        return Execution.succeeded();
    }

    @Override
    public Optional<ResultDetail> outputs(EvaluateWork work, JobContext context) {
        return Optional.ofNullable(found);
    }

    @Override
    public void cleanup(EvaluateWork work, JobContext context) {
        // All that an evaluation leaves is in its workspace.
    }

    private static String reason(Reading<CiDefinitions> reading) {
        var problems = reading.problems();
        var shown = problems.stream()
                .limit(PROBLEMS_IN_REASON)
                .map(Object::toString)
                .collect(Collectors.joining("; "));
        var more = problems.size() - Math.min(problems.size(), PROBLEMS_IN_REASON);
        return "The commit's job definitions cannot be used: " + shown + (more > 0 ? "; and " + more + " more" : "");
    }

    private static ResultDetail.Definitions definitions(
            CiDefinitions all, EvaluateWork work, Reading<CiDefinitions> reading, boolean none) {
        var started = all.startedBy(work.event(), work.branch(), work.changedPaths());
        var names = started.stream().map(CiJob::name).collect(Collectors.toSet());
        var notes = new ArrayList<String>();
        reading.notices().forEach(notice -> notes.add(notice.toString()));
        if (none) {
            notes.add("The commit defines no jobs: add a YAML file to " + String.join(" or ", CiDefinitions.FOLDERS)
                    + ".");
        }
        all.jobs().stream().filter(job -> !names.contains(job.name())).forEach(job -> notes.add(leftOut(job, work)));
        return new ResultDetail.Definitions(
                started.stream().map(EvaluateHandler::definition).toList(), notes);
    }

    private static String leftOut(CiJob job, EvaluateWork work) {
        var why = !job.triggers().events().contains(work.event())
                ? "its events are " + job.triggers().events()
                : job.matches(work.event(), work.branch(), null)
                        ? "no changed file is among its paths"
                        : "its branches are " + job.triggers().branches();
        return "Job '" + job.name() + "' (" + job.at().file() + ") does not start for " + work.event() + " of "
                + work.branch() + ": " + why + ".";
    }

    private static CiJobDefinition definition(CiJob job) {
        return new CiJobDefinition(
                job.name(),
                job.at().file(),
                job.command(),
                job.environment(),
                job.workingDirectory(),
                job.timeout().toSeconds(),
                job.dependsOn(),
                job.condition().text());
    }
}
