package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.code;

import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import java.util.List;

/** {@code provider.tf}: how the provider is set up where a folder is applied as it is; it has no defaults of its own. */
final class ProviderFile {

    static final String FILE = "provider.tf";

    private ProviderFile() {}

    static void add(Module module) {
        var file = module.file(FILE);
        file.comment(
                "Where this folder is applied as it is. Whoever calls it as a module sets the provider up, so it is not published.");
        add(file, code("var.subscription"));
    }

    /**
     * Without account keys, as the account of states has none that could be used, and without purging what Azure itself still keeps.
     *
     * @param subscription null takes the one of {@code ARM_SUBSCRIPTION_ID}
     */
    static void add(Body file, Expression subscription) {
        file.block(
                "provider",
                List.of("azurerm"),
                provider -> provider.set("subscription_id", subscription)
                        .set("storage_use_azuread", true)
                        .block(
                                "features",
                                features -> features.block(
                                                "key_vault",
                                                vault -> vault.set("purge_soft_delete_on_destroy", false)
                                                        .set("purge_soft_deleted_secrets_on_destroy", false))
                                        .block("storage", storage -> storage.set("data_plane_available", false))));
    }
}
