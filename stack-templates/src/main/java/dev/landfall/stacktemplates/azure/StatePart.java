package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.join;
import static dev.landfall.stacktemplates.arm.Expression.list;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Resource;
import dev.landfall.stacktemplates.model.StackModel;

/** The customer's store of Terraform's states: versioned, encrypted twice, without keys, and locked against deletion. */
final class StatePart {

    static final String ACCOUNT = "stateAccount";
    static final String CONTAINER = "stateContainer";
    static final String CONTAINER_NAME = "tfstate";

    private static final String API = "@2023-05-01";

    private StatePart() {}

    static void add(StackModel model, Draft draft) {
        var prefix = AzureNames.prefix(model.name().value(), AzureNames.MAX_ACCOUNT - AzureNames.UNIQUE_STRING);
        var name = draft.variable("stateAccountName", join(prefix, draft.unique()));
        var days = model.state().oldVersionDays();
        draft.add(Resource.of(
                ACCOUNT,
                "Microsoft.Storage/storageAccounts" + API,
                name,
                Draft.placed(
                        "kind", "StorageV2",
                        "sku", object("name", "Standard_ZRS"),
                        "properties",
                                object(
                                        "minimumTlsVersion", "TLS1_2",
                                        "supportsHttpsTrafficOnly", true,
                                        "allowSharedKeyAccess", false,
                                        "defaultToOAuthAuthentication", true,
                                        "allowBlobPublicAccess", false,
                                        "allowCrossTenantReplication", false,
                                        "isLocalUserEnabled", false,
                                        "encryption",
                                                object(
                                                        "keySource",
                                                        "Microsoft.Storage",
                                                        "requireInfrastructureEncryption",
                                                        true)))));
        draft.add(Resource.of(
                        "stateBlobs",
                        "Microsoft.Storage/storageAccounts/blobServices" + API,
                        "default",
                        object(
                                "properties",
                                object(
                                        "isVersioningEnabled", true,
                                        "deleteRetentionPolicy", object("enabled", true, "days", Math.min(days, 365)),
                                        "containerDeleteRetentionPolicy",
                                                object("enabled", true, "days", Math.min(days, 365)))))
                .in(ACCOUNT));
        draft.add(Resource.of(
                        CONTAINER,
                        "Microsoft.Storage/storageAccounts/blobServices/containers" + API,
                        CONTAINER_NAME,
                        object("properties", object("publicAccess", "None")))
                .in("stateBlobs"));
        draft.add(Resource.of(
                        "stateOldVersions",
                        "Microsoft.Storage/storageAccounts/managementPolicies" + API,
                        "default",
                        object("properties", object("policy", object("rules", list(oldVersions(days))))))
                .in(ACCOUNT)
                .after(java.util.List.of("stateBlobs")));
        draft.add(Resource.of(
                        "stateLock",
                        "Microsoft.Authorization/locks@2020-05-01",
                        "landfall-state",
                        object(
                                "properties",
                                object(
                                        "level", "CanNotDelete",
                                        "notes",
                                                "States tell what exists: take this lock away only when nothing of the install is left.")))
                .on(ACCOUNT));
        model.roles()
                .forEach(role -> IdentityPart.assign(
                        draft,
                        IdentityPart.symbol(role) + "State",
                        IdentityPart.symbol(role),
                        BuiltInRole.STORAGE_BLOB_DATA_CONTRIBUTOR,
                        CONTAINER,
                        IdentityPart.enabled(role)));
    }

    private static dev.landfall.stacktemplates.arm.Expression oldVersions(int days) {
        return object(
                "name",
                "old-versions",
                "enabled",
                true,
                "type",
                "Lifecycle",
                "definition",
                object(
                        "filters", object("blobTypes", list("blockBlob")),
                        "actions", object("version", object("delete", object("daysAfterCreationGreaterThan", days)))));
    }
}
