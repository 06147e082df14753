package dev.landfall.protocol.job;

import dev.landfall.protocol.state.StateStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Terraform or OpenTofu run in one working directory.
 *
 * @param operation what to run
 * @param destroy whether the plan is one of destruction ({@code terraform plan -destroy})
 * @param version the version that the config asks for, such as {@code 1.11.4}; null = whatever is installed. A runner
 *     whose tool differs in the major or minor number refuses
 * @param source where the module is
 * @param workspace name of the state, unique within the partition; letters, digits, '-' and '_'
 * @param vars input variables; strings may hold secret references, see {@link JobSpec#secrets()}
 * @param varFiles contents of further tfvars files, in order, lower precedence than {@code vars}
 * @param env environment of the process; values may hold secret references
 * @param plan the approved plan; present for {@link Operation#APPLY} and only there
 * @param store where the customer keeps the state, which the job's identity reaches; null = the control plane keeps it
 */
public record TerraformWork(
        Operation operation,
        boolean destroy,
        @Nullable String version,
        SourceRef source,
        String workspace,
        Map<String, JsonNode> vars,
        List<String> varFiles,
        Map<String, String> env,
        @Nullable ApprovedPlan plan,
        @Nullable StateStore store)
        implements JobWork {

    public static final String KIND = "terraform";

    /** The steps of a change. */
    public enum Operation {
        /** Writes a plan, stores it encrypted, reports its digest and redacted JSON. Changes nothing. */
        PLAN,
        /** Applies exactly the approved bytes (also of a destroy plan) and reports outputs. */
        APPLY
    }

    /**
     * @param blob key of the encrypted plan file
     * @param blobSha256 lower-case hex SHA-256 of the encrypted bytes
     * @param planSha256 lower-case hex SHA-256 of the plan file as Terraform wrote it; the approval named it
     */
    public record ApprovedPlan(String blob, String blobSha256, String planSha256) {}

    public TerraformWork {
        vars = Map.copyOf(vars);
        varFiles = varFiles == null ? List.of() : List.copyOf(varFiles);
        env = env == null ? Map.of() : Map.copyOf(env);
        if ((operation == Operation.APPLY) != (plan != null)) {
            throw dev.landfall.protocol.error.LandfallException.invalid(
                    "A Terraform apply needs an approved plan, and a plan has none.");
        }
    }

    /** A run whose state the control plane keeps. */
    public TerraformWork(
            Operation operation,
            boolean destroy,
            @Nullable String version,
            SourceRef source,
            String workspace,
            Map<String, JsonNode> vars,
            List<String> varFiles,
            Map<String, String> env,
            @Nullable ApprovedPlan plan) {
        this(operation, destroy, version, source, workspace, vars, varFiles, env, plan, null);
    }

    /** The same with the state in a store of the customer's. */
    public TerraformWork keptIn(StateStore newStore) {
        return new TerraformWork(operation, destroy, version, source, workspace, vars, varFiles, env, plan, newStore);
    }

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public DisconnectPolicy disconnectPolicy() {
        return operation == Operation.APPLY ? DisconnectPolicy.CONTINUE : DisconnectPolicy.STOP;
    }
}
