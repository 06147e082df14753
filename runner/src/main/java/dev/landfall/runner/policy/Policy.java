package dev.landfall.runner.policy;

import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.ActionWork;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.EvaluateWork;
import dev.landfall.protocol.job.HealthCheckWork;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.RunnerWork;
import dev.landfall.protocol.job.ShutdownWork;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.protocol.job.UpdateWork;
import dev.landfall.protocol.job.VmShutdownWork;
import dev.landfall.protocol.release.ReleaseVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may run here. A part that is null was not given and allows everything.
 *
 * @param kinds names of allowed kinds of jobs
 * @param operations allowed Terraform operations
 * @param repositories git addresses that jobs may use
 * @param windows when work that changes something may start; work that only reads may always
 * @param roles identities that each operation may have, as globs over their subjects; an operation that is not there may have none
 * @param versions globs of the versions that the runner may be updated to
 * @param unisolated whether jobs with an identity may run where this machine cannot keep them apart
 */
public record Policy(
        @Nullable Set<String> kinds,
        @Nullable Set<TerraformOperation> operations,
        @Nullable List<AddressPattern> repositories,
        @Nullable List<TimeWindow> windows,
        @Nullable Map<JobOperation, List<AddressPattern>> roles,
        @Nullable List<AddressPattern> versions,
        boolean unisolated) {

    /** What there is without a file. */
    public static final Policy ALLOW_ALL = new Policy(null, null, null, null, null, null, false);

    /** What a policy calls the things that Terraform does. */
    public enum TerraformOperation {
        /** Plans, also those of a destruction: they change nothing. */
        PLAN,
        APPLY,
        /** The apply of a plan that destroys everything. */
        DESTROY
    }

    public Policy {
        kinds = kinds == null ? null : Set.copyOf(kinds);
        operations = operations == null ? null : Set.copyOf(operations);
        repositories = repositories == null ? null : List.copyOf(repositories);
        windows = windows == null ? null : List.copyOf(windows);
        roles = roles == null ? null : Map.copyOf(roles);
        versions = versions == null ? null : List.copyOf(versions);
    }

    /** Why this job may not run now, one sentence for people; empty when it may. */
    public Optional<String> refusal(JobSpec spec, Instant now) {
        var work = spec.work();
        return kindRefusal(work)
                .or(() -> operationRefusal(work))
                .or(() -> repositoryRefusal(work))
                .or(() -> windowRefusal(work, now))
                .or(() -> roleRefusal(spec));
    }

    /** The same for what is asked of the runner itself. */
    public Optional<String> refusal(RunnerWork work, Instant now) {
        return kindRefusal(work).or(() -> windowRefusal(work, now));
    }

    /** Why the runner may not be updated to a version, one sentence for people; empty when it may. */
    public Optional<String> versionRefusal(ReleaseVersion version) {
        return versions == null || versions.stream().anyMatch(glob -> glob.matchesWhole(version.text()))
                ? Optional.empty()
                : Optional.of("version " + version + " matches none of its versions "
                        + versions.stream().map(AddressPattern::glob).toList() + ".");
    }

    private Optional<String> kindRefusal(JobWork work) {
        if (kinds == null || kinds.contains(work.kindName())) {
            return Optional.empty();
        }
        return Optional.of("jobs of kind '" + work.kindName() + "' are not among its kinds "
                + kinds.stream().sorted().toList() + ".");
    }

    private Optional<String> operationRefusal(JobWork work) {
        if (operations == null
                || !(work instanceof TerraformWork terraform)
                || operations.contains(operation(terraform))) {
            return Optional.empty();
        }
        return Optional.of("Terraform's '" + name(operation(terraform)) + "' is not among its operations "
                + operations.stream().sorted().map(Policy::name).toList() + ".");
    }

    private Optional<String> repositoryRefusal(JobWork work) {
        var allowed = repositories;
        if (allowed == null) {
            return Optional.empty();
        }
        return addresses(work)
                .filter(address -> allowed.stream().noneMatch(pattern -> pattern.matches(address)))
                .findFirst()
                .map(address -> "the repository " + address + " matches none of its repositories "
                        + allowed.stream().map(AddressPattern::glob).toList() + ".");
    }

    private Optional<String> windowRefusal(JobWork work, Instant now) {
        if (windows == null || !changes(work) || windows.stream().anyMatch(window -> window.contains(now))) {
            return Optional.empty();
        }
        return Optional.of("work that changes something may start only "
                + String.join(
                        ", or ", windows.stream().map(TimeWindow::toString).toList()) + ", and it is " + now + ".");
    }

    private Optional<String> roleRefusal(JobSpec spec) {
        var operation = spec.operation();
        if (roles == null || operation == null || spec.identity() instanceof JobIdentity.None) {
            return Optional.empty();
        }
        var allowed = roles.get(operation);
        if (allowed == null) {
            return Optional.of("the operation '" + operation + "' is not among those that its roles name "
                    + roles.keySet().stream().sorted().toList() + ".");
        }
        var subject = spec.identity().subject();
        return allowed.stream().anyMatch(role -> role.matchesWhole(subject))
                ? Optional.empty()
                : Optional.of("the identity " + subject + " is not among its roles for '" + operation + "' "
                        + allowed.stream().map(AddressPattern::glob).toList() + ".");
    }

    private static TerraformOperation operation(TerraformWork work) {
        return switch (work.operation()) {
            case PLAN -> TerraformOperation.PLAN;
            case APPLY -> work.destroy() ? TerraformOperation.DESTROY : TerraformOperation.APPLY;
        };
    }

    private static boolean changes(JobWork work) {
        return switch (work) {
            case TerraformWork terraform -> terraform.operation() == TerraformWork.Operation.APPLY;
            case ActionWork action -> true;
            case EvaluateWork evaluate -> false;
            case CiWork ci -> false;
            case UpdateWork update -> true;
            case VmShutdownWork shutdown -> true;
            case HealthCheckWork check -> false;
            case ShutdownWork shutdown -> false;
        };
    }

    private static Stream<String> addresses(JobWork work) {
        Stream<@Nullable SourceRef> sources = switch (work) {
            case TerraformWork terraform -> Stream.of(terraform.source());
            case ActionWork action ->
                Stream.concat(
                        Stream.of(action).map(ActionWork::source),
                        action.steps().stream().map(ActionWork.Step::source));
            case EvaluateWork evaluate -> Stream.of(evaluate.source());
            case CiWork ci -> Stream.of(ci).map(CiWork::source);
            case RunnerWork own -> Stream.empty();
        };
        return sources.filter(Objects::nonNull)
                .filter(SourceRef.Git.class::isInstance)
                .map(SourceRef.Git.class::cast)
                .map(SourceRef.Git::url);
    }

    static String name(TerraformOperation operation) {
        return operation.name().toLowerCase(java.util.Locale.ROOT);
    }
}
