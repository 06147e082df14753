package dev.landfall.runner.kind.terraform;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.runner.cache.PluginCache;
import dev.landfall.runner.job.Command;
import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.ProcessExit;
import dev.landfall.runner.kind.SecretValues;
import dev.landfall.runner.plan.PlanReader;
import dev.landfall.runner.state.LockNotes;
import dev.landfall.runner.state.LoopbackState;
import dev.landfall.runner.state.StateNote;
import dev.landfall.runner.state.StatePlace;
import dev.landfall.runner.statestore.StateAccess;
import dev.landfall.runner.tool.Tool;
import dev.landfall.runner.workspace.PrivateFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One module with its backend, variables and plug-ins in place, from init to the end of the job. */
final class TerraformSession implements AutoCloseable {

    /** Exit code of a plan with changes, under {@code -detailed-exitcode}. */
    private static final int CHANGES = 2;

    /** Longest {@code show -json} or {@code output -json} that is read. */
    private static final int MAX_JSON_BYTES = 32 << 20;

    private final TerraformEquipment equipment;
    private final Tool tool;
    private final TerraformWork work;
    private final JobContext context;
    private final ModuleFiles files;
    private final SecretValues secrets;
    private final PluginCache.Use plugins;
    private final LoopbackState state;
    private final StateRescue rescue;
    private final Map<String, String> environment;
    private boolean hasChanges;

    private TerraformSession(
            TerraformEquipment equipment,
            Tool tool,
            ModuleFiles files,
            TerraformWork work,
            JobContext context,
            SecretValues secrets,
            Map<String, String> wanted,
            PluginCache.Use plugins,
            LoopbackState state) {
        this.equipment = equipment;
        this.tool = tool;
        this.files = files;
        this.work = work;
        this.context = context;
        this.secrets = secrets;
        this.plugins = plugins;
        this.state = state;
        this.rescue = new StateRescue(files, state, context);
        this.environment = TerraformEnvironment.of(
                equipment.passedEnvironment(), wanted, files.data(), pluginFolder(equipment, context), state);
    }

    /** A job that is kept apart has a cache of its own in its workspace: what it could change, another would run. */
    private static Path pluginFolder(TerraformEquipment equipment, JobContext context) {
        var folders = context.folders();
        return folders.cache().startsWith(folders.root())
                ? PrivateFiles.folder(folders.cache().resolve("plugins"))
                : equipment.plugins().plugins();
    }

    static TerraformSession open(
            TerraformEquipment equipment, Tool tool, Path module, TerraformWork work, JobContext context) {
        var files = new ModuleFiles(module, context.folders().work());
        var secrets = new SecretValues(context.secrets(), context.spec());
        var wanted = secrets.resolve(work.env());
        var plugins = equipment.plugins().use();
        try {
            var access = work.store() == null ? null : StateAccess.of(work.store(), context.spec());
            var state = LoopbackState.start(
                    context.client(),
                    context.lease(),
                    work.workspace(),
                    place(equipment, access, work, context),
                    context.log()::notice,
                    notes(files, access, work, context),
                    equipment.random());
            context.secrets().add(state.password());
            return new TerraformSession(equipment, tool, files, work, context, secrets, wanted, plugins, state);
        } catch (LandfallException e) {
            plugins.close();
            throw e;
        }
    }

    private static StatePlace place(
            TerraformEquipment equipment, @Nullable StateAccess access, TerraformWork work, JobContext context) {
        return access == null
                ? StatePlace.ofControlPlane(context.client(), context.lease(), work.workspace())
                : StatePlace.ofCustomer(
                        context.client(),
                        context.lease(),
                        work.workspace(),
                        equipment.states().open(access));
    }

    private static LockNotes notes(
            ModuleFiles files, @Nullable StateAccess access, TerraformWork work, JobContext context) {
        return switch (work.operation()) {
            case PLAN -> LockNotes.NONE;
            case APPLY -> {
                var erroredState = context.folders().root().relativize(files.erroredState());
                var note = new StateNote(context.lease(), work.workspace(), erroredState.toString(), null, access);
                yield LockNotes.inFile(files.stateNote(), note);
            }
        };
    }

    /** @param plan the approved plan, whose provider versions are taken; empty for a plan */
    void initialise(Optional<Path> plan) {
        files.removeErroredState();
        files.writeBackend();
        if (plan.isPresent()) {
            files.takeLockFileFrom(plan.get());
            secrets.know(work.vars());
        } else {
            files.writeVariables(work.varFiles(), secrets.resolveTrees(work.vars()));
        }
        equipment.plugins().exclusively(context.cancellation(), this::runInit);
        equipment.plugins().markUsed(files.data(), context.now());
        files.checkBackend();
    }

    private void runInit() {
        var exit = context.run(logged("init", "-input=false", "-no-color"));
        if (!exit.succeeded()) {
            throw LandfallException.unavailable(TerraformFailure.sentence("init", exit), null);
        }
    }

    Execution plan() {
        var arguments = new ArrayList<>(List.of(
                "plan", "-input=false", "-no-color", "-detailed-exitcode", lockTimeout(), "-out=" + files.plan()));
        if (work.destroy()) {
            arguments.add("-destroy");
        }
        files.variables().forEach(file -> arguments.add("-var-file=" + file));
        var exit = context.run(logged(arguments.toArray(String[]::new)));
        hasChanges = exit.exitCode() == CHANGES;
        return exit.succeeded() || hasChanges ? Execution.succeeded() : TerraformFailure.of("plan", exit);
    }

    /** Uploads the plan: what was planned, sealed, and its redacted JSON. */
    ResultDetail.Plan plannedDetail(JobContext context) {
        var shown = captured(context, "show", "-json", files.plan().toString());
        var display = new PlanReader(secrets.used()).read(shown);
        return new PlanStore(equipment.cipher(), work.workspace(), context)
                .store(files.plan(), hasChanges || display.changesSomething(), display);
    }

    Execution apply(Path plan) {
        var exit = context.run(logged("apply", "-input=false", "-no-color", lockTimeout(), plan.toString()));
        if (exit.succeeded()) {
            return Execution.succeeded();
        }
        var failure = TerraformFailure.of("apply", exit);
        return rescue.rescue().map(kept -> withReason(failure, kept)).orElse(failure);
    }

    private static Execution withReason(Execution failure, String more) {
        return new Execution(failure.outcome(), failure.exitCode(), failure.reason() + " " + more);
    }

    ResultDetail.Outputs outputs(JobContext context) {
        return new TerraformOutputs(context).read(captured(context, "output", "-json"));
    }

    private String lockTimeout() {
        return "-lock-timeout=" + equipment.lockTimeout().toSeconds() + "s";
    }

    /** Captured text never reaches the log: it holds what is sensitive. */
    private String captured(JobContext context, String... arguments) {
        ProcessExit exit =
                context.run(logged(arguments).withStdout(Command.Output.CAPTURE).withCaptureLimit(MAX_JSON_BYTES));
        if (!exit.succeeded()) {
            throw LandfallException.unavailable(TerraformFailure.sentence(arguments[0], exit), null);
        }
        return exit.stdout();
    }

    private Command logged(String... arguments) {
        var argv = new ArrayList<>(List.of(tool.path().toString()));
        argv.addAll(List.of(arguments));
        return Command.of(argv)
                .in(files.module())
                .withEnv(environment)
                .withStderr(Command.Output.LOG_AND_CAPTURE)
                .interruptedBy(Command.Interrupt.INT);
    }

    /** Every step is tried, whatever becomes of the others. No process of the job is left by now. */
    @Override
    public void close() {
        try {
            var ignored = rescue.rescue();
        } finally {
            try {
                state.releaseLeftLock();
            } finally {
                state.close();
                try {
                    files.removePrivate();
                } finally {
                    plugins.close();
                }
            }
        }
    }
}
