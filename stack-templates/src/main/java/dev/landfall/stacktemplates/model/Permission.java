package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import java.util.regex.Pattern;

/** Something that a role may do, in its cloud's own words. */
public sealed interface Permission {

    /** Permissions on AWS. */
    sealed interface OnAws extends Permission {}

    /** Permissions on Azure. */
    sealed interface OnAzure extends Permission {}

    /**
     * A policy that AWS keeps.
     *
     * @param name such as {@code AmazonEKSClusterPolicy} or {@code job-function/Billing}; a whole ARN names the customer's own
     */
    record AwsManagedPolicy(String name) implements OnAws {

        private static final Pattern FORM = Pattern.compile(
                "[A-Za-z0-9+=,.@_/-]{1,200}|arn:aws[a-z-]*:iam::(?:aws|[0-9]{12}):policy/[A-Za-z0-9+=,.@_/-]{1,500}");

        public AwsManagedPolicy {
            Permission.require(FORM, name, "the name or ARN of a managed policy");
        }
    }

    /**
     * The vendor's own policy.
     *
     * @param name unique within its role
     * @param document JSON of an IAM policy; {@code ${AWS::AccountId}}, {@code ${AWS::Region}} and {@code ${AWS::Partition}} stand
     *     for the customer's
     */
    record AwsPolicy(String name, String document) implements OnAws {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,128}");

        public AwsPolicy {
            Permission.require(NAME, name, "the name of a policy");
        }
    }

    /**
     * A role that Azure defines.
     *
     * @param name such as {@code Contributor}, or the GUID of its definition
     * @param scope over what it is granted
     */
    record AzureBuiltInRole(String name, Scope scope) implements OnAzure {

        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ()_-]{1,127}");

        public AzureBuiltInRole {
            Permission.require(NAME, name, "the name of a built-in role");
        }
    }

    /** Actions of which the stack makes a custom role definition, such as {@code Microsoft.Compute/virtualMachines/read}. */
    record AzureActions(
            List<String> actions,
            List<String> notActions,
            List<String> dataActions,
            List<String> notDataActions,
            Scope scope)
            implements OnAzure {

        private static final Pattern ACTION = Pattern.compile("\\*|\\*/[A-Za-z]+|[A-Za-z0-9.]+(?:/[A-Za-z0-9.*]+)+");

        public AzureActions {
            actions = checked(actions);
            notActions = checked(notActions);
            dataActions = checked(dataActions);
            notDataActions = checked(notDataActions);
            if (actions.isEmpty() && dataActions.isEmpty()) {
                throw LandfallException.invalid("A custom role of Azure needs at least one action.");
            }
        }

        private static List<String> checked(List<String> actions) {
            actions.forEach(action -> Permission.require(ACTION, action, "an action of Azure"));
            return List.copyOf(actions);
        }
    }

    /** Over what a permission of Azure is granted; the narrowest that serves. */
    enum Scope {
        RESOURCE_GROUP,
        SUBSCRIPTION
    }

    private static void require(Pattern form, String value, String what) {
        if (value == null || !form.matcher(value).matches()) {
            throw LandfallException.invalid("'" + value + "' is not " + what + ".");
        }
    }
}
