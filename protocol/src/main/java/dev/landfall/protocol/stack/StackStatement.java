package dev.landfall.protocol.stack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.landfall.protocol.error.LandfallException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What happened to a stack and what it has now. The member {@code type} tells the clouds apart on the wire. None of it is secret:
 * secrets appear by their addresses. What a runner's host does not have is absent.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StackStatement.Aws.class, name = "aws"),
    @JsonSubTypes.Type(value = StackStatement.Azure.class, name = "azure"),
})
public sealed interface StackStatement {

    Event event();

    /** Id of the stack in its cloud or its tool; another id is another stack. */
    String stack();

    /** By name, what an operation's role is for the runner; only those that are switched on. */
    SortedMap<String, String> roles();

    /** By name, addresses of the secrets that exist. */
    SortedMap<String, String> secrets();

    /** By name, what the customer typed; a number or truth value may come as text. */
    SortedMap<String, JsonNode> inputs();

    /** The customer's own switch. */
    boolean runnerEnabled();

    /** What happened to the stack. */
    enum Event {
        @JsonProperty("create")
        CREATE,
        @JsonProperty("update")
        UPDATE,
        /** It goes away, and the runner with it. */
        @JsonProperty("delete")
        DELETE
    }

    /**
     * A stack on AWS.
     *
     * @param subnets where the runner is
     * @param runnerRole ARN
     * @param roles ARNs
     * @param secrets ARNs
     * @param stateBucket name
     * @param stateKey ARN of the key that states, secrets and logs are encrypted with
     * @param planKey ARN of the secret with the key of plans
     * @param logGroup name
     * @param cluster name of the customer's own cluster, when the runner is in one
     * @param nestedStacks by the vendor's names, ids of the stacks inside of this one
     * @param nestedOutputs by the same names, those outputs of theirs that the app reads
     */
    record Aws(
            Event event,
            String stack,
            String account,
            String region,
            @Nullable String vpc,
            List<String> subnets,
            String runnerRole,
            SortedMap<String, String> roles,
            SortedMap<String, String> secrets,
            SortedMap<String, JsonNode> inputs,
            @Nullable String stateBucket,
            @Nullable String stateKey,
            @Nullable String planKey,
            @Nullable String logGroup,
            @Nullable String cluster,
            SortedMap<String, String> nestedStacks,
            SortedMap<String, SortedMap<String, String>> nestedOutputs,
            boolean runnerEnabled)
            implements StackStatement {

        private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
        private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(?:-[a-z]+)+-[0-9]{1,2}");

        public Aws {
            require(event, stack, account, region, runnerRole);
            requireForm(ACCOUNT, account, "the number of an AWS account");
            requireForm(REGION, region, "a region of AWS");
            subnets = subnets == null ? List.of() : List.copyOf(subnets);
            roles = sorted(roles);
            var role = Pattern.compile("arn:[a-z-]+:iam::" + account + ":role/.+");
            requireForm(role, runnerRole, "a role of the account " + account);
            roles.values().forEach(arn -> requireForm(role, arn, "a role of the account " + account));
            secrets = sorted(secrets);
            inputs = sorted(inputs);
            nestedStacks = sorted(nestedStacks);
            var outputs = new TreeMap<String, SortedMap<String, String>>();
            sorted(nestedOutputs).forEach((name, own) -> outputs.put(name, sorted(own)));
            nestedOutputs = Collections.unmodifiableSortedMap(outputs);
        }
    }

    /**
     * A stack on Azure.
     *
     * @param subnets ids of where the runner is
     * @param runnerClient client id of the runner's own identity
     * @param runnerPrincipal object id of that identity's principal
     * @param roles client ids of the operations' identities
     * @param secrets addresses in the vault
     * @param stateAccount name of the storage account with the states
     * @param stateContainer name of their container
     * @param planKey address of the secret with the key of plans
     * @param logWorkspace id of the workspace with the runner's log
     * @param cluster name of the customer's own cluster, when the runner is in one
     */
    record Azure(
            Event event,
            String stack,
            String tenant,
            String subscription,
            String resourceGroup,
            String location,
            @Nullable String network,
            List<String> subnets,
            String runnerClient,
            String runnerPrincipal,
            SortedMap<String, String> roles,
            SortedMap<String, String> secrets,
            SortedMap<String, JsonNode> inputs,
            @Nullable String vault,
            @Nullable String stateAccount,
            @Nullable String stateContainer,
            @Nullable String planKey,
            @Nullable String logWorkspace,
            @Nullable String cluster,
            boolean runnerEnabled)
            implements StackStatement {

        public Azure {
            require(event, stack, tenant, subscription, resourceGroup, location, runnerClient, runnerPrincipal);
            subnets = subnets == null ? List.of() : List.copyOf(subnets);
            roles = sorted(roles);
            secrets = sorted(secrets);
            inputs = sorted(inputs);
        }
    }

    private static void require(Object... members) {
        for (var member : members) {
            if (member == null) {
                throw LandfallException.invalid(
                        "A stack's statement lacks a member that it must have; render the stack again and apply that.");
            }
        }
    }

    private static void requireForm(Pattern form, @Nullable String value, String what) {
        if (value == null || !form.matcher(value).matches()) {
            throw LandfallException.invalid("The stack's statement has '" + value + "' where " + what + " belongs.");
        }
    }

    private static <V> SortedMap<String, V> sorted(@Nullable Map<String, V> map) {
        return map == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
