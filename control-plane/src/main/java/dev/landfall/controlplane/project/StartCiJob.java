package dev.landfall.controlplane.project;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.http.NearestName;
import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.NewWorkflow;
import dev.landfall.controlplane.workflow.StartedWorkflow;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.job.CiJobDefinition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs a CI job of a project now, without any event. */
public final class StartCiJob {

    private static final long DEFAULT_TIMEOUT_SECONDS = 3600;
    private static final long MAX_TIMEOUT_SECONDS = 24 * 3600;
    private static final int MAX_NAME = 100;
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/+@-]{0,249}");

    private final Workflows workflows;

    public StartCiJob(Workflows workflows) {
        this.workflows = workflows;
    }

    /**
     * A job to run.
     *
     * @param command for {@code sh -c}
     * @param env values may hold secret references
     * @param ref branch, tag or commit to check out; null = no checkout
     */
    public record NewCiJob(
            @Nullable String name,
            @Nullable String command,
            @Nullable Map<String, String> env,
            @Nullable Long timeoutSeconds,
            @Nullable String ref,
            @Nullable String workingDirectory) {}

    /**
     * Starts; the job is queued when it returns.
     *
     * @throws LandfallException INVALID for a job that cannot be; CONFLICT when its rules refuse it at once, such as for a
     *     secret out of reach
     */
    public StartedWorkflow start(Project project, NewCiJob job, Actor actor) {
        var step = CiSteps.single(definition(job));
        var params = new CiStart("manual", branch(job), ref(job), null).params();
        var started = workflows.start(new NewWorkflow(
                project.org(),
                new PartitionId(project.id().value()),
                CiRules.KIND,
                Changing.BESIDE,
                "job '" + job.name() + "' asked for",
                actor,
                params,
                List.of(step),
                List.of()));
        if (started.jobs().isEmpty()) {
            var reason = workflows.view(started.id()).steps().getFirst().reason();
            throw LandfallException.conflict("The job was not started: " + reason);
        }
        return started;
    }

    private static CiJobDefinition definition(NewCiJob job) {
        var name = job.name();
        var command = job.command();
        if (name == null || name.isBlank() || name.length() > MAX_NAME) {
            throw LandfallException.invalid("A job needs a name of 1 to " + MAX_NAME + " characters.");
        }
        if (command == null || command.isBlank()) {
            throw LandfallException.invalid("A job needs a command.");
        }
        long timeout = Objects.requireNonNullElse(job.timeoutSeconds(), DEFAULT_TIMEOUT_SECONDS);
        if (timeout < 1 || timeout > MAX_TIMEOUT_SECONDS) {
            throw LandfallException.invalid("timeoutSeconds is 1 to " + MAX_TIMEOUT_SECONDS + ", not " + timeout + ".");
        }
        var env = Objects.requireNonNullElse(job.env(), Map.<String, String>of());
        return new CiJobDefinition(
                name, "(asked for)", command, env, directory(job), timeout, List.of(), "all_success");
    }

    private static @Nullable String ref(NewCiJob job) {
        var ref = job.ref();
        if (ref != null && (!REF.matcher(ref).matches() || ref.contains(".."))) {
            throw LandfallException.invalid("'" + NearestName.shown(ref) + "' is no branch, tag or commit.");
        }
        return ref;
    }

    private static @Nullable String branch(NewCiJob job) {
        return job.ref();
    }

    private static @Nullable String directory(NewCiJob job) {
        var directory = job.workingDirectory();
        if (directory != null
                && (directory.startsWith("/")
                        || List.of(directory.split("/", -1)).contains(".."))) {
            throw LandfallException.invalid("workingDirectory is a folder below the checkout, without '..'.");
        }
        return directory;
    }
}
