package dev.landfall.stacktemplates.aws;

import dev.landfall.formats.problem.Problems;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.StackModel;
import java.util.stream.Collectors;

/** How long the trust policy of an operation's role may be, which names each operation twice. */
final class TrustLimits {

    /** Characters of a role's trust policy without white space, without a raised quota. */
    static final int MAX_TRUST_POLICY = 2_048;

    /** As it is written for the longest of AWS's partitions, without white space. */
    private static final String POLICY =
            "{'Version':'2012-10-17','Statement':[{WHO,'Action':'sts:AssumeRole','Condition':{TAGS,JOBS}},"
                    + "{WHO,'Action':'sts:TagSession','Condition':{TAGS}},"
                    + "{WHO,'Action':'sts:SetSourceIdentity','Condition':{JOBS}}]}";

    private static final String WHO =
            "'Effect':'Allow','Principal':{'AWS':'arn:aws-us-gov:iam::123456789012:role/RUNNER'}";
    private static final String TAGS = "'StringEquals':{'aws:RequestTag/landfall:install':'INSTALL'},"
            + "'StringLike':{'aws:RequestTag/landfall:operation':[OPERATIONS]}";
    private static final String JOBS = "'StringLike':{'sts:SourceIdentity':'INSTALL.jb_*'}";

    private TrustLimits() {}

    static void check(OperationRole role, StackModel model, Problems problems) {
        int size = size(role, model);
        if (size > MAX_TRUST_POLICY) {
            problems.add(
                    role.at(),
                    "The role '" + role.name() + "' is for " + role.operations().size()
                            + " operations by their names, which makes its trust policy " + size + " characters long;"
                            + " IAM takes " + MAX_TRUST_POLICY
                            + ". Let a rule of operation_roles.toml give it to all components or actions.");
        }
    }

    private static int size(OperationRole role, StackModel model) {
        var operations =
                role.operations().stream().map(each -> "'" + each + "'").collect(Collectors.joining(","));
        return POLICY.replace("WHO", WHO)
                .replace("TAGS", TAGS)
                .replace("JOBS", JOBS)
                .replace("RUNNER", model.name().with("runner"))
                .replace("INSTALL", model.install().id().value())
                .replace("OPERATIONS", operations)
                .length();
    }
}
