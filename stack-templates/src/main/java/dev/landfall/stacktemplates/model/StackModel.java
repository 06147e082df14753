package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One install's stack. Every rendering of it creates the same things and gives the customer the same choices:
 *
 * <ul>
 *   <li>a network or the customer's own, a runner without an inbound way, and the runner's own identity, which may take the
 *       roles of the operations, write its log, read the stack's secrets and state, and nothing else
 *   <li>one identity per {@link OperationRole}, each behind a parameter that is on or off by its {@link OperationRole#enabledByDefault}
 *   <li>a parameter that stops the runner, on by default ("the kill switch"), without deleting anything
 *   <li>a versioned, encrypted, locked store for Terraform's state, a log group, a secret per {@link CustomerSecret}, and the key of
 *       plans as a generated secret in the customer's key service
 *   <li>a call to the control plane when the stack is created, changed and deleted ({@link PhoneHome})
 * </ul>
 *
 * @param roles at most one for each operation, but for custom ones and those of emergencies; names differ
 * @param groups customer inputs under their headings; the names of all inputs differ
 * @param nested in the order in which they are made; CloudFormation's alone
 * @param policyFile text of the customer's {@code policy.toml}; null for none
 * @param tags on everything that can have tags, beside the stack's own {@code landfall:…} tags
 */
public record StackModel(
        StackName name,
        InstallFacts install,
        Target target,
        ControlPlane controlPlane,
        Network network,
        RunnerHost host,
        RunnerOptions runner,
        List<OperationRole> roles,
        List<CustomerSecret> secrets,
        List<InputGroup> groups,
        List<NestedTemplate> nested,
        StateStore state,
        RunnerLog log,
        PhoneHome phoneHome,
        @Nullable String policyFile,
        SortedMap<String, String> tags) {

    public StackModel {
        roles = List.copyOf(roles);
        secrets = List.copyOf(secrets);
        groups = List.copyOf(groups);
        nested = List.copyOf(nested);
        tags = sorted(tags);
        requireDistinct(roles, OperationRole::name, "roles");
        requireDistinct(secrets, CustomerSecret::name, "secrets");
        requireDistinct(inputs(groups), CustomerInput::name, "inputs");
        requireOneRolePerOperation(roles);
        roles.forEach(role -> role.requireFor(target));
    }

    /** All inputs, in the order of their groups. */
    public List<CustomerInput> inputs() {
        return inputs(groups);
    }

    private static List<CustomerInput> inputs(List<InputGroup> groups) {
        return groups.stream().flatMap(group -> group.inputs().stream()).toList();
    }

    private static <T> void requireDistinct(List<T> all, Function<T, String> name, String what) {
        var seen = new HashSet<String>();
        for (var one : all) {
            if (!seen.add(name.apply(one).toLowerCase(Locale.ROOT))) {
                throw LandfallException.invalid("Two " + what + " of a stack are called '" + name.apply(one)
                        + "'. Names differ in more than upper and lower case; rename one.");
            }
        }
    }

    private static void requireOneRolePerOperation(List<OperationRole> roles) {
        var holders = new TreeMap<String, String>();
        for (var role : roles) {
            if (role.kind() == OperationRole.Kind.BREAK_GLASS || role.kind() == OperationRole.Kind.CUSTOM) {
                continue;
            }
            for (var operation : role.operations()) {
                var other = holders.put(operation, role.name());
                if (other != null) {
                    throw LandfallException.invalid("The roles '" + other + "' and '" + role.name()
                            + "' are both for the operation " + operation + ". Give it to one of them.");
                }
            }
        }
    }

    static <V> SortedMap<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
