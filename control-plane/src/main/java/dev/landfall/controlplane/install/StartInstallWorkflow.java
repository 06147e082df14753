package dev.landfall.controlplane.install;

import dev.landfall.controlplane.app.AppConfigs;
import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.NewWorkflow;
import dev.landfall.controlplane.workflow.StartedWorkflow;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.identity.JobOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts what people, and schedules, ask of an install. */
public final class StartInstallWorkflow {

    /** Most bytes of the environment that a run of an action is given. */
    static final int MAX_ENV_CHARACTERS = 16 * 1024;

    private final Installs installs;
    private final AppConfigs configs;
    private final Workflows workflows;

    public StartInstallWorkflow(Installs installs, AppConfigs configs, Workflows workflows) {
        this.installs = installs;
        this.configs = configs;
        this.workflows = workflows;
    }

    /** What a deploy would change, changing nothing. */
    public StartedWorkflow plan(Install install, Actor actor) {
        return start(install, PlanRules.KIND, Changing.BESIDE, actor, InstallSteps.plan(config(install), install));
    }

    /**
     * Deploys.
     *
     * @param components only these; empty = the sandbox and all
     * @param operation under which every job of it runs; null = as the rules choose
     * @throws LandfallException INVALID for an unknown component, or one of a type that this version does not deploy; CONFLICT while another workflow changes the install
     */
    public StartedWorkflow deploy(
            Install install, List<String> components, @Nullable JobOperation operation, Actor actor) {
        var steps = InstallSteps.deploy(config(install), install, components);
        return start(
                install,
                DeployRules.KIND,
                Changing.CHANGING,
                actor,
                steps,
                "manual",
                Map.of(),
                operation,
                started -> List.of());
    }

    /**
     * Takes down what is deployed.
     *
     * @throws LandfallException CONFLICT when nothing is, or while another workflow changes the install
     */
    public StartedWorkflow deprovision(Install install, Actor actor) {
        var parts = installs.parts(install.id());
        var steps = new DeprovisionSteps(configs, install, parts).definitions();
        if (steps.isEmpty()) {
            throw LandfallException.conflict("Nothing of the install '" + install.name() + "' is deployed.");
        }
        return start(install, DeprovisionRules.KIND, Changing.CHANGING, actor, steps);
    }

    /**
     * Runs an action.
     *
     * @param operation under which it runs; null = as the rules choose
     * @throws LandfallException NOT_FOUND when the config has no such action; INVALID when this version cannot run it
     */
    public StartedWorkflow run(
            Install install, String action, Map<String, String> env, @Nullable JobOperation operation, Actor actor) {
        var found = config(install)
                .action(action)
                .orElseThrow(() -> LandfallException.notFound("The app '" + install.appName() + "' has no action '"
                        + action + "' in config version " + install.configVersion() + "."));
        Deployable.require(found);
        requireEnv(env);
        var part = Part.action(action);
        var step = StepParams.run(part.text(), part, install.configVersion(), "manual", List.of());
        return start(
                install,
                ActionRules.KIND,
                Changing.BESIDE,
                actor,
                List.of(step),
                "manual",
                env,
                operation,
                started -> List.of());
    }

    /**
     * Runs an action because its time has come.
     *
     * @param writes of the same batch, given the workflow's id
     * @throws LandfallException CONFLICT when one of the writes was refused
     */
    void runScheduled(Install install, String action, Actor actor, Function<WorkflowId, List<Write>> writes) {
        var part = Part.action(action);
        var step = StepParams.run(part.text(), part, install.configVersion(), "cron", List.of());
        start(install, ActionRules.KIND, Changing.BESIDE, actor, List.of(step), "cron", Map.of(), null, writes);
    }

    /**
     * @throws LandfallException CONFLICT while a workflow changes the install
     */
    void requireIdle(Install install) {
        workflows.active(new PartitionId(install.id().value())).ifPresent(active -> {
            throw LandfallException.conflict("Workflow " + active + " is changing the install '" + install.name()
                    + "' at the moment; wait for its end or cancel it.");
        });
    }

    private StartedWorkflow start(
            Install install, String kind, Changing changing, Actor actor, List<StepDefinition> steps) {
        return start(install, kind, changing, actor, steps, "manual", Map.of(), null, started -> List.of());
    }

    private StartedWorkflow start(
            Install install,
            String kind,
            Changing changing,
            Actor actor,
            List<StepDefinition> steps,
            String trigger,
            Map<String, String> env,
            @Nullable JobOperation operation,
            Function<WorkflowId, List<Write>> writes) {
        var start = new InstallStart(install.configVersion(), readable(install), trigger, env, operation);
        return workflows.start(new NewWorkflow(
                install.org(),
                new PartitionId(install.id().value()),
                kind,
                changing,
                trigger.equals("manual") ? kind + " asked for" : trigger,
                actor,
                start.params(),
                steps,
                writes));
    }

    /** All parts of the config, and those deployed before that it has no more. */
    private List<Part> readable(Install install) {
        var parts = new ArrayList<Part>(InstallSteps.parts(config(install)));
        installs.parts(install.id()).keySet().stream()
                .filter(part -> !parts.contains(part))
                .forEach(parts::add);
        return parts;
    }

    private AppConfig config(Install install) {
        return configs.load(install.app(), install.configVersion()).config();
    }

    private static void requireEnv(Map<String, String> env) {
        int characters = env.entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        if (characters > MAX_ENV_CHARACTERS) {
            throw LandfallException.limit(
                    "The environment of a run has at most " + MAX_ENV_CHARACTERS + " characters in all.");
        }
    }
}
