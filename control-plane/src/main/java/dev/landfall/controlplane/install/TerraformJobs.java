package dev.landfall.controlplane.install;

import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.job.RetryPolicy;
import dev.landfall.controlplane.secretaccess.SecretRefs;
import dev.landfall.formats.appconfig.ComponentSpec;
import dev.landfall.formats.appconfig.ConfigTemplates;
import dev.landfall.formats.appconfig.ConfigValue;
import dev.landfall.formats.appconfig.DeployOptions;
import dev.landfall.formats.appconfig.ModuleSource;
import dev.landfall.formats.appconfig.VarFile;
import dev.landfall.formats.problem.Problem;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.TemplateEngine;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.protocol.job.TerraformWork;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes the jobs that plan and apply the sandbox and components, with templates rendered over what is deployed now. */
final class TerraformJobs {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

    private final ConfigTemplates templates = new ConfigTemplates(TemplateEngine.go());

    /** Whether a plan builds a part up or takes it down. */
    enum Direction {
        DEPLOY,
        DESTROY
    }

    /**
     * @throws LandfallException INVALID when a template cannot be rendered, with file and line; FORBIDDEN when a value
     *     refers to a secret out of reach
     */
    JobRequest plan(Sight sight, Part part, Direction direction) {
        return request(sight, part, direction, null);
    }

    /** As {@link #plan}, for the bytes of a plan that was approved. */
    JobRequest apply(Sight sight, Part part, Direction direction, ResultDetail.Plan plan) {
        var approved = new TerraformWork.ApprovedPlan(plan.blob(), plan.blobSha256(), plan.planSha256());
        return request(sight, part, direction, approved);
    }

    private JobRequest request(
            Sight sight, Part part, Direction direction, TerraformWork.@Nullable ApprovedPlan approved) {
        var module = module(sight, part);
        var problems = new Problems();
        var tree = sight.tree();
        var refs = new SecretRefs(sight.install().secretScope());
        var vars = new LinkedHashMap<String, JsonNode>();
        templates.values(module.vars(), tree, problems).forEach((name, value) -> vars.put(name, refs.inJson(value)));
        var varFiles = module.varFiles().stream()
                .map(file -> refs.inText(templates.text(file.contents(), tree, problems)))
                .toList();
        var env = new LinkedHashMap<String, String>();
        var runner = sight.config().runner();
        if (runner != null) {
            env.putAll(refs.inTexts(templates.texts(runner.env(), tree, problems)));
        }
        env.putAll(refs.inTexts(templates.texts(module.env(), tree, problems)));
        requireRendered(part, problems);
        var work = new TerraformWork(
                approved == null ? TerraformWork.Operation.PLAN : TerraformWork.Operation.APPLY,
                direction == Direction.DESTROY,
                module.version(),
                source(sight, part, module.source()),
                part.workspace(),
                vars,
                varFiles,
                env,
                approved);
        return new JobRequest(
                part.step(approved == null ? "plan" : "apply"),
                work,
                sight.install().pool(),
                refs.found(),
                module.timeout(),
                RetryPolicy.ofFailures(approved == null ? 1 + module.retries() : 1),
                sight.install().name());
    }

    static void requireRendered(Part part, Problems problems) {
        if (!problems.isEmpty()) {
            var lines = problems.reading(() -> "").problems().stream()
                    .map(Problem::toString)
                    .toList();
            throw LandfallException.invalid(
                    "The templates of " + part + " cannot be rendered: " + String.join(" ", lines), lines);
        }
    }

    /** The files that a source names. */
    static SourceRef source(Sight sight, Part part, ModuleSource source) {
        return switch (source) {
            case ModuleSource.Bundled bundled -> {
                var version = sight.versioned().version();
                yield new SourceRef.Archive(version.archiveBlob(), version.digest(), bundled.directory());
            }
            case ModuleSource.Repository repository -> {
                if (repository.connected()) {
                    throw LandfallException.invalid(
                            "The source of " + part + " is a connected_repo, which this version cannot"
                                    + " log in to; use public_repo or a directory of the config.");
                }
                yield new SourceRef.Git(repository.url(), repository.branch(), repository.directory(), null);
            }
        };
    }

    private static Module module(Sight sight, Part part) {
        return switch (part.kind()) {
            case SANDBOX -> {
                var sandbox = Objects.requireNonNull(sight.config().sandbox(), "the config has no sandbox");
                yield module(Deployable.module(part, sandbox.spec()), sandbox.options());
            }
            case COMPONENT -> {
                var component = sight.config().component(part.name()).orElseThrow();
                yield module(Deployable.module(part, component.spec()), component.options());
            }
            case ACTION -> throw new IllegalArgumentException("an action has no module");
        };
    }

    private static Module module(ComponentSpec.Terraform terraform, DeployOptions options) {
        return new Module(
                terraform.version(),
                terraform.source(),
                terraform.vars(),
                terraform.env(),
                terraform.varFiles(),
                Objects.requireNonNullElse(options.deployTimeout(), DEFAULT_TIMEOUT),
                Objects.requireNonNullElse(options.maxAutoRetries(), 0));
    }

    private record Module(
            @Nullable String version,
            ModuleSource source,
            Map<String, ConfigValue> vars,
            Map<String, ConfigValue> env,
            List<VarFile> varFiles,
            Duration timeout,
            int retries) {}
}
