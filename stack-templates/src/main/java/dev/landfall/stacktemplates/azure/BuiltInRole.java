package dev.landfall.stacktemplates.azure;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Roles that Azure defines, by their names; templates name them by their ids.
 *
 * @see <a href="https://learn.microsoft.com/azure/role-based-access-control/built-in-roles">Azure built-in roles</a>
 */
public final class BuiltInRole {

    public static final String KEY_VAULT_SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";
    public static final String KEY_VAULT_SECRETS_OFFICER = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
    public static final String STORAGE_BLOB_DATA_CONTRIBUTOR = "ba92f5b4-2d11-453d-a403-e96b0029c9fe";

    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final Map<String, String> IDS = new TreeMap<>(Map.ofEntries(
            Map.entry("AcrPull", "7f951dda-4ed3-4680-a7ca-43fe172d538d"),
            Map.entry("AcrPush", "8311e382-0749-4cb8-b61a-304f252e45ec"),
            Map.entry("Azure Kubernetes Service Cluster Admin Role", "0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8"),
            Map.entry("Azure Kubernetes Service Cluster User Role", "4abbcc35-e782-43d8-92c5-2d3f1bd2253f"),
            Map.entry("Azure Kubernetes Service Contributor Role", "ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8"),
            Map.entry("Azure Kubernetes Service RBAC Admin", "3498e952-d568-435e-9b2c-8d77e338d7f7"),
            Map.entry("Azure Kubernetes Service RBAC Cluster Admin", "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b"),
            Map.entry("Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c"),
            Map.entry("DNS Zone Contributor", "befefa01-2a29-4197-83a8-272ff33ce314"),
            Map.entry("Key Vault Administrator", "00482a5a-887f-4fb3-b363-3b7fe8e74483"),
            Map.entry("Key Vault Reader", "21090545-7ca7-4776-b22c-e363652d74d2"),
            Map.entry("Key Vault Secrets Officer", KEY_VAULT_SECRETS_OFFICER),
            Map.entry("Key Vault Secrets User", KEY_VAULT_SECRETS_USER),
            Map.entry("Managed Identity Contributor", "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59"),
            Map.entry("Managed Identity Operator", "f1a07417-d97a-45cb-824c-7a7467783830"),
            Map.entry("Monitoring Contributor", "749f88d5-cbae-40b8-bcfc-e573ddc772fa"),
            Map.entry("Monitoring Metrics Publisher", "3913510d-42f4-4e42-8a64-420c390055eb"),
            Map.entry("Monitoring Reader", "43d0d8ad-25c7-4714-9337-8ba259a9fe05"),
            Map.entry("Network Contributor", "4d97b98b-1d4f-4787-a291-c67834d212e7"),
            Map.entry("Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
            Map.entry("Private DNS Zone Contributor", "b12aa53e-6015-4669-85d0-8515ebb3ae7f"),
            Map.entry("Reader", "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
            Map.entry("Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"),
            Map.entry("SQL DB Contributor", "9b7fa17d-e63e-47b0-bb0a-15c516ac86ec"),
            Map.entry("Storage Account Contributor", "17d1049b-9a84-46fb-8f53-869881c3d3ab"),
            Map.entry("Storage Blob Data Contributor", STORAGE_BLOB_DATA_CONTRIBUTOR),
            Map.entry("Storage Blob Data Owner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
            Map.entry("Storage Blob Data Reader", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
            Map.entry("Storage Queue Data Contributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88"),
            Map.entry("User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"),
            Map.entry("Virtual Machine Contributor", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c"),
            Map.entry("Website Contributor", "de139f84-1756-47ae-9be6-808fbbe84772")));

    private BuiltInRole() {}

    /** The id of a role by its name, or that id itself. */
    public static Optional<String> id(String nameOrId) {
        return GUID.matcher(nameOrId).matches() ? Optional.of(nameOrId) : Optional.ofNullable(IDS.get(nameOrId));
    }

    static String names() {
        return String.join(", ", IDS.keySet());
    }
}
