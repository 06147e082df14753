package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.call;
import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.template;

import dev.landfall.stacktemplates.azure.AzureNames;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.List;

/** {@code versions.tf} and {@code main.tf}: what the module needs, where it stands, and what all names and tags are made of. */
final class PlaceFile {

    /** The first that has write-only arguments. */
    static final String TERRAFORM = ">= 1.11";

    private PlaceFile() {}

    static void add(Module module) {
        versions(module.file("versions.tf"));
        module.ask(Variable.of(
                "resource_group", "string", "Name of the resource group, which exists and has nothing else in it."));
        module.ask(Variable.of("extra_tags", "map(string)", "More tags of everything that has tags.")
                .withDefault(object()));
        var file = module.file("main.tf");
        requireSubscription(file);
        file.block(
                "data",
                List.of("azurerm_resource_group", "this"),
                group -> group.set("name", code("var.resource_group")));
        file.block("locals", locals -> {
            locals.set("location", code("coalesce(var.location, data.azurerm_resource_group.this.location)"));
            locals.set(
                    "tags",
                    call(
                            "merge",
                            code("var.extra_tags"),
                            code("var.tags"),
                            object("landfall:install", code("var.install_id")).with("landfall:stack", Module.NAME)));
            locals.comment("What no other stack has, for names that are unique in the world.")
                    .set(
                            "unique",
                            call(
                                    "substr",
                                    call("sha256", template(Module.GROUP, "/", Module.NAME)),
                                    code("0"),
                                    code(String.valueOf(AzureNames.UNIQUE_STRING))));
            locals.set(
                    "built_in_roles",
                    template(
                            "/subscriptions/",
                            code("data.azurerm_client_config.this.subscription_id"),
                            "/providers/Microsoft.Authorization/roleDefinitions"));
        });
    }

    static void versions(Body file) {
        file.block(
                "terraform",
                terraform -> terraform.set("required_version", TERRAFORM).block("required_providers", providers -> {
                    azurerm(providers);
                    provider(providers, "random", "~> 3.7");
                    provider(providers, "time", "~> 0.13");
                }));
    }

    static void azurerm(Body providers) {
        provider(providers, "azurerm", "~> 4.55");
    }

    /**
     * A name that is unique in the world.
     *
     * @param length that it may have
     * @param between its two parts
     */
    static Expression uniqueName(int length, String between) {
        int own = length - AzureNames.UNIQUE_STRING - between.length();
        return template(code("substr(replace(var.name, \"-\", \"\"), 0, " + own + ")"), between, code("local.unique"));
    }

    private static void provider(Body providers, String name, String version) {
        providers.set(name, object("source", "hashicorp/" + name).with("version", version));
    }

    private static void requireSubscription(Body file) {
        file.block(
                "data",
                List.of("azurerm_client_config", "this"),
                client -> client.block(
                        "lifecycle",
                        lifecycle -> lifecycle.block(
                                "postcondition",
                                rule -> rule.set(
                                                "condition",
                                                code(
                                                        "var.subscription == null || self.subscription_id == var.subscription"))
                                        .set(
                                                "error_message",
                                                code(
                                                        "\"This stack was made for the subscription ${coalesce(var.subscription, \"-\")}.\"")))));
    }
}
