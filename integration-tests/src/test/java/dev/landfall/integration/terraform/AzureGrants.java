package dev.landfall.integration.terraform;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Who may do what over what in a stack on Azure, one line for each grant: the identity's name, what it is granted (the id of a role of
 * Azure's, or the actions of one of its own, with the scope in which that can be granted), and over what. A template and what Terraform
 * made of the same stack have the same lines.
 */
final class AzureGrants {

    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private AzureGrants() {}

    static SortedSet<String> ofTemplate(JsonNode template) {
        var identities = new HashMap<String, String>();
        var definitions = new HashMap<String, String>();
        for (var each : template.path("resources").properties()) {
            var resource = each.getValue();
            if (isOf(resource, "Microsoft.ManagedIdentity/userAssignedIdentities")) {
                identities.put(each.getKey(), resource.path("name").asString());
            } else if (isOf(resource, "Microsoft.Authorization/roleDefinitions")) {
                var properties = resource.path("properties");
                definitions.put(
                        each.getKey(),
                        actions(
                                        properties.at("/permissions/0"),
                                        "actions",
                                        "notActions",
                                        "dataActions",
                                        "notDataActions")
                                + inGroup(properties.path("assignableScopes"), "[\"[variables('group')]\"]"));
            }
        }
        var grants = new TreeSet<String>();
        for (var resource : template.path("resources")) {
            if (isOf(resource, "Microsoft.Authorization/roleAssignments")) {
                var properties = resource.path("properties");
                var role = lastQuoted(properties.path("roleDefinitionId").asString());
                grants.add(
                        identities.get(lastQuoted(properties.path("principalId").asString())) + " "
                                + definitions.getOrDefault(role, role) + " over "
                                + scopeOfTemplate(resource.path("scope").asString("")));
            }
        }
        return grants;
    }

    static SortedSet<String> ofState(JsonNode state) {
        var identities = new HashMap<String, String>();
        var definitions = new HashMap<String, String>();
        var group = "";
        for (var resource : state.path("resources")) {
            for (var instance : resource.path("instances")) {
                var it = instance.path("attributes");
                switch (resource.path("type").asString()) {
                    case "azurerm_resource_group" -> group = it.path("id").asString();
                    case "azurerm_user_assigned_identity" ->
                        identities.put(
                                it.path("principal_id").asString(),
                                it.path("name").asString());
                    case "azurerm_role_definition" ->
                        definitions.put(
                                it.path("role_definition_resource_id").asString(),
                                actions(
                                                it.at("/permissions/0"),
                                                "actions",
                                                "not_actions",
                                                "data_actions",
                                                "not_data_actions")
                                        + inGroup(it.path("assignable_scopes"), "[\"" + group + "\"]"));
                    default -> {}
                }
            }
        }
        var grants = new TreeSet<String>();
        for (var resource : state.path("resources")) {
            for (var instance : resource.path("instances")) {
                if (resource.path("type").asString().equals("azurerm_role_assignment")) {
                    add(instance.path("attributes"), identities, definitions, group, grants);
                }
            }
        }
        return grants;
    }

    /** Without what the customer's own deployer gets. */
    private static void add(
            JsonNode assignment,
            Map<String, String> identities,
            Map<String, String> definitions,
            String group,
            SortedSet<String> grants) {
        var identity = identities.get(assignment.path("principal_id").asString());
        if (identity != null) {
            var role = assignment.path("role_definition_id").asString();
            var last = role.substring(role.lastIndexOf('/') + 1);
            grants.add(identity + " " + definitions.getOrDefault(role, last) + " over "
                    + scopeOfState(assignment.path("scope").asString(), group));
        }
    }

    private static String scopeOfTemplate(String scope) {
        if (scope.isEmpty()) {
            return "the group";
        }
        return scope.startsWith("[resourceId('Microsoft.KeyVault/vaults', variables('vaultName'))")
                ? "the vault"
                : scope.startsWith("[resourceId('Microsoft.Storage/storageAccounts/blobServices/containers'")
                                && scope.contains("'tfstate'")
                        ? "the states"
                        : scope;
    }

    private static String scopeOfState(String scope, String group) {
        if (scope.equals(group)) {
            return "the group";
        }
        return scope.startsWith(group + "/providers/Microsoft.KeyVault/vaults/") && scope.split("/").length == 9
                ? "the vault"
                : scope.endsWith("/blobServices/default/containers/tfstate") ? "the states" : scope;
    }

    private static String actions(JsonNode permissions, String... kinds) {
        var text = new StringBuilder();
        for (var kind : kinds) {
            var all = new TreeSet<String>();
            permissions.path(kind).forEach(action -> all.add(action.asString()));
            text.append(all);
        }
        return text.toString();
    }

    private static String inGroup(JsonNode scopes, String group) {
        return scopes.toString().equals(group) ? " within the group" : " within " + scopes;
    }

    private static boolean isOf(JsonNode resource, String type) {
        return resource.path("type").asString().equals(type);
    }

    /** The GUID of a role of Azure's, or the name that an expression ends with. */
    private static String lastQuoted(String expression) {
        var found = "";
        var quoted = QUOTED.matcher(expression);
        while (quoted.find()) {
            found = quoted.group(1);
            if (GUID.matcher(found).matches()) {
                return found;
            }
        }
        return found;
    }
}
