package dev.landfall.runner.kind.terraform;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.protocol.job.TerraformWork;
import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.JobHandler;
import dev.landfall.runner.tool.Tool;
import dev.landfall.runner.tool.VersionRule;
import dev.landfall.runner.workspace.PrivateFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs one attempt of a Terraform job, phase by phase. */
public final class TerraformHandler implements JobHandler<TerraformWork> {

    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9_-]{1,90}");

    private final TerraformEquipment equipment;
    private @Nullable Path module;
    private @Nullable Path plan;
    private @Nullable Tool tool;
    private @Nullable TerraformSession session;

    public TerraformHandler(TerraformEquipment equipment) {
        this.equipment = equipment;
    }

    @Override
    public void fetch(TerraformWork work, JobContext context) {
        module = equipment.sources().fetch(work.source(), context.folders().source(), context);
        var approved = work.plan();
        if (approved != null) {
            plan = new PlanStore(equipment.cipher(), work.workspace(), context).fetch(approved);
        }
    }

    @Override
    public void validate(TerraformWork work, JobContext context) {
        if (!WORKSPACE.matcher(work.workspace()).matches()) {
            throw LandfallException.invalid("'" + work.workspace()
                    + "' cannot name a Terraform state: use up to 90 letters, digits, '-' and '_'.");
        }
        TerraformEnvironment.check(work.env());
        var installed = equipment.tools().terraform();
        if (work.version() != null) {
            VersionRule.check(work.version(), installed).ifPresent(context.log()::notice);
        }
        tool = installed;
    }

    @Override
    public void initialise(TerraformWork work, JobContext context) {
        session = TerraformSession.open(equipment, prepared(tool), prepared(module), work, context);
        session.initialise(Optional.ofNullable(plan));
    }

    @Override
    public Execution execute(TerraformWork work, JobContext context) {
        return switch (work.operation()) {
            case PLAN -> prepared(session).plan();
            case APPLY -> prepared(session).apply(prepared(plan));
        };
    }

    @Override
    public Optional<ResultDetail> outputs(TerraformWork work, JobContext context) {
        return switch (work.operation()) {
            case PLAN -> Optional.of(prepared(session).plannedDetail(context));
            case APPLY -> Optional.of(prepared(session).outputs(context));
        };
    }

    @Override
    public void cleanup(TerraformWork work, JobContext context) {
        try {
            if (session != null) {
                session.close();
            }
        } finally {
            if (plan != null) {
                PrivateFiles.remove(plan);
            }
        }
    }

    private static <T> T prepared(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the phases ran out of order");
        }
        return value;
    }
}
