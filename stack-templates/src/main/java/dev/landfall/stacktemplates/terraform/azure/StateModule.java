package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.template;
import static dev.landfall.stacktemplates.hcl.Expression.texts;

import dev.landfall.stacktemplates.azure.AzureNames;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import java.util.List;
import java.util.function.Consumer;

/**
 * The folder {@code state}: the account with Terraform's states, versioned, encrypted twice, without keys, and locked against deletion.
 * It must outlive the stack, so Terraform refuses to destroy it; who wants the rest gone forgets it first, by its one address.
 */
final class StateModule {

    private static final String MAIN = "state/main.tf";
    private static final String CONTAINER = "tfstate";
    private static final String ACCOUNT = "azurerm_storage_account.states.id";

    /** Azure keeps what was deleted for no longer. */
    private static final int MAX_DELETED_DAYS = 365;

    private StateModule() {}

    /**
     * @param days for which replaced versions are kept
     */
    static void add(int days, Module module) {
        module.file("state/versions.tf")
                .block(
                        "terraform",
                        terraform -> terraform
                                .set("required_version", PlaceFile.TERRAFORM)
                                .block("required_providers", PlaceFile::azurerm));
        var variables = module.file("state/variables.tf");
        variable(variables, "name", "string", "Name of the account.");
        variable(variables, "resource_group", "string", "Name of the resource group.");
        variable(variables, "location", "string", "Where it is made.");
        variable(variables, "tags", "map(string)", "On everything that can have tags.");
        addAccount(module, days);
        output(module, "account", "Name of the account.", code("azurerm_storage_account.states.name"));
        output(module, "container", "Name of the container.", code("azurerm_storage_container.states.name"));
        output(
                module,
                "container_id",
                "Id of the container.",
                template(
                        code(ACCOUNT),
                        "/blobServices/default/containers/",
                        code("azurerm_storage_container.states.name")));
        module.file("main.tf")
                .comment("What stays when the stack goes.")
                .block(
                        "module",
                        List.of("state"),
                        call -> call.set("source", "./state")
                                .gap()
                                .set("name", PlaceFile.uniqueName(AzureNames.MAX_ACCOUNT, ""))
                                .set("resource_group", code("data.azurerm_resource_group.this.name"))
                                .set("location", code("local.location"))
                                .set("tags", code("local.tags")));
    }

    private static void variable(Body file, String name, String type, String description) {
        file.block(
                "variable",
                List.of(name),
                body -> body.set("description", description).set("type", code(type)));
    }

    private static void output(Module module, String name, String description, Expression value) {
        module.file("state/outputs.tf")
                .block(
                        "output",
                        List.of(name),
                        body -> body.set("description", description).set("value", value));
    }

    private static void kept(Module module, String type, Consumer<Body> content) {
        Module.resource(module.file(MAIN), type, "states", body -> {
            content.accept(body);
            body.block("lifecycle", lifecycle -> lifecycle.set("prevent_destroy", true));
        });
    }

    private static void addAccount(Module module, int days) {
        kept(
                module,
                "azurerm_storage_account",
                account -> account.set("name", code("var.name"))
                        .set("resource_group_name", code("var.resource_group"))
                        .set("location", code("var.location"))
                        .set("tags", code("var.tags"))
                        .gap()
                        .set("account_kind", "StorageV2")
                        .set("account_tier", "Standard")
                        .set("account_replication_type", "ZRS")
                        .set("min_tls_version", "TLS1_2")
                        .set("https_traffic_only_enabled", true)
                        .set("shared_access_key_enabled", false)
                        .set("default_to_oauth_authentication", true)
                        .set("allow_nested_items_to_be_public", false)
                        .set("cross_tenant_replication_enabled", false)
                        .set("local_user_enabled", false)
                        .set("infrastructure_encryption_enabled", true)
                        .block("blob_properties", blobs -> blobs(blobs, Math.min(days, MAX_DELETED_DAYS))));
        kept(
                module,
                "azurerm_storage_container",
                container -> container
                        .set("name", CONTAINER)
                        .set("storage_account_id", code(ACCOUNT))
                        .set("container_access_type", "private"));
        kept(module, "azurerm_storage_management_policy", policy -> oldVersions(policy, days));
        kept(
                module,
                "azurerm_management_lock",
                lock -> lock.set("name", "landfall-state")
                        .set("scope", code(ACCOUNT))
                        .set("lock_level", "CanNotDelete")
                        .set(
                                "notes",
                                "States tell what exists: take this lock away only when nothing of the install is left."));
    }

    private static void blobs(Body blobs, int days) {
        blobs.set("versioning_enabled", true)
                .block("delete_retention_policy", policy -> policy.set("days", days))
                .block("container_delete_retention_policy", policy -> policy.set("days", days));
    }

    private static void oldVersions(Body policy, int days) {
        policy.set("storage_account_id", code(ACCOUNT))
                .block(
                        "rule",
                        rule -> rule.set("name", "old-versions")
                                .set("enabled", true)
                                .block("filters", filters -> filters.set("blob_types", texts(List.of("blockBlob"))))
                                .block(
                                        "actions",
                                        actions -> actions.block(
                                                "version",
                                                version -> version.set("delete_after_days_since_creation", days))));
    }
}
