package dev.landfall.controlplane.stack;

import dev.landfall.protocol.stack.StackStatement;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stack's outputs, as templates read them below {@code install_stack.outputs}: names in the manner of Nuon, as far as a stack of
 * ours has the thing.
 */
public final class StackOutputs {

    private StackOutputs() {}

    /** Empty before a stack is active, and after its deletion. */
    public static ObjectNode of(InstallStack stack) {
        var node = JsonNodeFactory.instance.objectNode();
        var statement = stack.statement();
        if (stack.status() == InstallStack.Status.ACTIVE && statement != null) {
            switch (statement) {
                case StackStatement.Aws aws -> put(aws, node);
                case StackStatement.Azure azure -> put(azure, node);
            }
        }
        return node;
    }

    private static void put(StackStatement.Aws aws, ObjectNode node) {
        node.put("account_id", aws.account());
        node.put("region", aws.region());
        putIfThere(node, "vpc_id", aws.vpc());
        var subnets = node.putArray("runner_subnets");
        aws.subnets().forEach(subnets::add);
        node.put("runner_iam_role_arn", aws.runnerRole());
        aws.roles().forEach((name, arn) -> node.put(underlined(name) + "_iam_role_arn", arn));
        aws.secrets().forEach((name, arn) -> node.put(underlined(name) + "_arn", arn));
        putIfThere(node, "state_bucket", aws.stateBucket());
        putIfThere(node, "state_key_arn", aws.stateKey());
        putIfThere(node, "log_group", aws.logGroup());
        putIfThere(node, "cluster", aws.cluster());
        var nested = node.putObject("custom_nested_stacks");
        aws.nestedStacks().forEach((name, id) -> {
            var outputs = nested.putObject(name).put("id", id).putObject("outputs");
            aws.nestedOutputs().getOrDefault(name, Collections.emptySortedMap()).forEach(outputs::put);
        });
        inputs(aws, node);
    }

    private static void put(StackStatement.Azure azure, ObjectNode node) {
        node.put("tenant_id", azure.tenant());
        node.put("subscription_id", azure.subscription());
        node.put("resource_group_name", azure.resourceGroup());
        node.put("location", azure.location());
        putIfThere(node, "network_id", azure.network());
        var subnets = node.putArray("runner_subnets");
        azure.subnets().forEach(subnets::add);
        node.put("runner_client_id", azure.runnerClient());
        node.put("runner_principal_id", azure.runnerPrincipal());
        azure.roles().forEach((name, client) -> node.put(underlined(name) + "_client_id", client));
        azure.secrets().forEach((name, address) -> node.put(underlined(name) + "_uri", address));
        putIfThere(node, "key_vault", azure.vault());
        putIfThere(node, "state_account", azure.stateAccount());
        putIfThere(node, "state_container", azure.stateContainer());
        putIfThere(node, "log_workspace", azure.logWorkspace());
        putIfThere(node, "cluster", azure.cluster());
        inputs(azure, node);
    }

    private static void inputs(StackStatement statement, ObjectNode node) {
        var inputs = node.putObject("install_inputs");
        statement.inputs().forEach(inputs::set);
    }

    private static void putIfThere(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    private static String underlined(String name) {
        return name.replace('-', '_');
    }
}
