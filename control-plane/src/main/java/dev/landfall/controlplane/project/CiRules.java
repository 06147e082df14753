package dev.landfall.controlplane.project;

import dev.landfall.controlplane.identity.Roles;
import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.job.RetryPolicy;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.secretaccess.SecretRefs;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowRules;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.CiJobDefinition;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.GitCredentials;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * CI: an {@code evaluate} step reads what the commit defines, and each job that it defines becomes a step. A job that
 * somebody asked for directly is the only step of its workflow.
 */
public final class CiRules implements WorkflowRules {

    public static final String KIND = "ci";

    /** Name of the step that reads the commit's definitions. */
    public static final String EVALUATE = "evaluate";

    private static final Duration EVALUATE_TIMEOUT = Duration.ofMinutes(10);
    private static final int EVALUATE_TRIES = 2;

    @Override
    public String kind() {
        return KIND;
    }

    /** The step that starts a workflow for an event. */
    public static StepDefinition evaluateStep() {
        return StepDefinition.job(EVALUATE, List.of(), Json.mapper().createObjectNode());
    }

    @Override
    public List<String> reads(WorkflowRecord workflow) {
        return List.of(Project.SORT, Roles.SORT);
    }

    @Override
    public StepDecision ready(StepContext context) {
        var project = project(context);
        var start = CiStart.of(context.workflow().params());
        return new StepDecision.Run(
                context.step().name().equals(EVALUATE)
                        ? evaluate(project, start)
                        : identified(context, job(project, start, definition(context))));
    }

    @Override
    public StepAftermath ended(StepContext context, JobResult result) {
        if (!context.step().name().equals(EVALUATE) || result.outcome() != JobOutcome.SUCCEEDED) {
            return StepAftermath.NONE;
        }
        return result.detail() instanceof ResultDetail.Definitions definitions
                ? CiSteps.of(definitions.jobs())
                : StepAftermath.failing("The runner did not report which jobs the commit defines; update the runner.");
    }

    @Override
    public List<String> retryFrom(StepContext context) {
        return List.of(context.step().name());
    }

    /** A job that only reads what the commit defines needs no identity, so only those that it defines get one. */
    private static JobRequest identified(StepContext context, JobRequest request) {
        var operations = new ArrayList<JobOperation>();
        JobOperation.job(request.name()).ifPresent(operations::add);
        operations.add(JobOperation.CI);
        return Roles.among(context.documents()).grant(request, operations);
    }

    private static JobRequest evaluate(Project project, CiStart start) {
        var refs = new SecretRefs(project.secretScope());
        var source = source(project, Objects.requireNonNull(start.commit()), refs);
        var work = new EvaluateWork(
                source,
                start.event(),
                Objects.requireNonNullElse(start.branch(), ""),
                Objects.requireNonNull(start.commit()),
                start.changedPaths());
        return new JobRequest(
                EVALUATE,
                work,
                project.pool(),
                refs.found(),
                EVALUATE_TIMEOUT,
                RetryPolicy.ofFailures(EVALUATE_TRIES),
                project.name());
    }

    private static JobRequest job(Project project, CiStart start, CiJobDefinition definition) {
        var refs = new SecretRefs(project.secretScope());
        var env = CiEnvironment.of(project, start);
        env.putAll(refs.inTexts(definition.env()));
        var commit = start.commit();
        var work = new CiWork(
                definition.name(),
                definition.command(),
                env,
                commit == null ? null : source(project, commit, refs),
                definition.workingDirectory());
        return new JobRequest(
                definition.name(),
                work,
                project.pool(),
                refs.found(),
                Duration.ofSeconds(definition.timeoutSeconds()),
                RetryPolicy.standard(),
                project.name());
    }

    private static SourceRef.Git source(Project project, String commit, SecretRefs refs) {
        var credentials = project.gitCredentials();
        return new SourceRef.Git(
                project.repository(),
                commit,
                ".",
                credentials == null ? null : new GitCredentials(credentials.type(), refs.use(credentials.secret())));
    }

    private static CiJobDefinition definition(StepContext context) {
        return Json.mapper().treeToValue(context.step().definition().params(), CiJobDefinition.class);
    }

    private static Project project(StepContext context) {
        var stored = context.documents().get(Project.SORT);
        if (stored == null) {
            throw LandfallException.notFound("The project is gone.");
        }
        return Documents.read(stored, Project.class).value();
    }
}
