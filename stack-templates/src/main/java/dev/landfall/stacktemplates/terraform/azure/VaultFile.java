package dev.landfall.stacktemplates.terraform.azure;

import static dev.landfall.stacktemplates.hcl.Expression.call;
import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.tuple;

import dev.landfall.stacktemplates.azure.AzureNames;
import dev.landfall.stacktemplates.azure.BuiltInRole;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.CustomerSecret;
import dev.landfall.stacktemplates.model.CustomerSecret.Format;
import dev.landfall.stacktemplates.model.CustomerSecret.Source;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code vault.tf}: what the customer types as secrets, what is made up for them, and the key of plans. Values are written and never
 * read back, and only when their version is raised; so none is in a state or plan, and what was made up once stays.
 */
final class VaultFile {

    /** The address of the key of plans. */
    static final String PLAN_KEY = "azurerm_key_vault_secret.plan_key.versionless_id";

    private static final String SECRET = "azurerm_key_vault_secret";
    private static final String MADE_UP = "random_password";
    private static final int MADE_UP_CHARACTERS = 64;

    private VaultFile() {}

    static void add(StackModel model, Module module) {
        var file = module.file("vault.tf");
        addVault(file);
        addPlanKey(file);
        model.secrets().forEach(secret -> add(secret, module, file));
    }

    /** By name, addresses of the secrets that there are; null for one that nobody typed. */
    static Members addresses(StackModel model) {
        var all = object();
        for (var secret : model.secrets()) {
            var resource = SECRET + "." + Names.secret(secret);
            all = all.with(
                    secret.name(),
                    secret.source() == Source.OPTIONAL
                            ? code("one(" + resource + "[*].versionless_id)")
                            : code(resource + ".versionless_id"));
        }
        return all;
    }

    private static void addVault(Body file) {
        Module.resource(
                file,
                "azurerm_key_vault",
                "this",
                vault -> Module.placed(vault, PlaceFile.uniqueName(AzureNames.MAX_VAULT, "-"))
                        .set("tenant_id", code("data.azurerm_client_config.this.tenant_id"))
                        .set("sku_name", "standard")
                        .set("rbac_authorization_enabled", true)
                        .set("soft_delete_retention_days", 7)
                        .set("purge_protection_enabled", true));
        file.comment("Terraform writes secrets by the vault itself, so who applies this needs a role in it.");
        Module.resource(
                file,
                "azurerm_role_assignment",
                "applier_writes_secrets",
                assignment -> assignment
                        .set("scope", code("azurerm_key_vault.this.id"))
                        .set("role_definition_id", IdentityFile.builtIn(BuiltInRole.KEY_VAULT_SECRETS_OFFICER))
                        .set("principal_id", code("data.azurerm_client_config.this.object_id")));
        file.comment("Until the role holds in the vault.");
        Module.resource(
                file,
                "time_sleep",
                "role_holds",
                sleep -> sleep.set("create_duration", "120s")
                        .set(
                                "triggers",
                                object("assignment", code("azurerm_role_assignment.applier_writes_secrets.id"))));
    }

    private static void addPlanKey(Body file) {
        file.comment(
                "32 random bytes as hexadecimal digits. Plans are sealed with them on the runner: they hold secrets.");
        file.block(
                "ephemeral",
                List.of(MADE_UP, "plan_key"),
                body -> body.set("length", MADE_UP_CHARACTERS)
                        .set("override_special", "0123456789ABCDEF")
                        .set("upper", false)
                        .set("lower", false)
                        .set("numeric", false));
        kept(
                file,
                "plan_key",
                AzureNames.PLAN_KEY,
                code("ephemeral.random_password.plan_key.result"),
                code("1"),
                ignored -> {});
    }

    private static void add(CustomerSecret secret, Module module, Body file) {
        var name = Names.secret(secret);
        file.comment(secret.title());
        switch (secret.source()) {
            case REQUIRED -> {
                ask(secret, module);
                kept(file, secret, code("var." + name), code("var." + name + "_version"), ignored -> {});
            }
            case OPTIONAL -> {
                ask(secret, module);
                kept(
                        file,
                        secret,
                        code("var." + name),
                        code("var." + name + "_version"),
                        body -> body.set("count", code("var." + name + "_version > 0 ? 1 : 0"))
                                .gap());
            }
            case GENERATED -> {
                file.block(
                        "ephemeral",
                        List.of(MADE_UP, name),
                        body -> body.set("length", MADE_UP_CHARACTERS).set("special", false));
                var made = code("ephemeral.random_password." + name + ".result");
                kept(
                        file,
                        secret,
                        secret.format() == Format.BASE64 ? call("base64encode", made) : made,
                        code("1"),
                        ignored -> {});
            }
        }
    }

    private static void kept(
            Body file, CustomerSecret secret, Expression value, Expression version, Consumer<Body> before) {
        kept(file, Names.secret(secret), AzureNames.vaultSecret(secret.name()), value, version, before);
    }

    private static void kept(
            Body file, String resource, String name, Expression value, Expression version, Consumer<Body> before) {
        Module.resource(file, SECRET, resource, body -> {
            before.accept(body);
            body.set("name", name)
                    .set("key_vault_id", code("azurerm_key_vault.this.id"))
                    .set("value_wo", value)
                    .set("value_wo_version", version)
                    .gap()
                    .set("depends_on", tuple(List.of(code("time_sleep.role_holds"))));
        });
    }

    private static void ask(CustomerSecret secret, Module module) {
        var typed = Variable.of(Names.secret(secret), "string", secret.title() + ": " + secret.description())
                .asSecret();
        boolean optional = secret.source() == Source.OPTIONAL;
        module.ask(inFormat(secret, optional ? optional(typed) : required(typed)));
        int first = optional ? 0 : 1;
        var version = Variable.of(
                typed.name() + "_version",
                "number",
                optional
                        ? "0: there is no " + typed.name() + ". Raise it with each new value, which is written then."
                        : "Raise it with each new value of " + typed.name() + ", which is written then.");
        module.ask(version.withDefault(Expression.number(first))
                .valid(
                        "var." + version.name() + " >= " + first + " && floor(var." + version.name() + ") == var."
                                + version.name(),
                        "It is a whole number from " + first + "."));
    }

    private static Variable required(Variable secret) {
        return secret.valid("var." + secret.name() + " != \"\"", "This secret is needed.");
    }

    private static Variable optional(Variable secret) {
        return secret.withDefault(Expression.text(""))
                .valid(
                        "(var." + secret.name() + " != \"\") == (var." + secret.name() + "_version > 0)",
                        "Set " + secret.name() + "_version to 1 when you give " + secret.name()
                                + ", and to 0 when there is none.");
    }

    private static Variable inFormat(CustomerSecret secret, Variable typed) {
        return secret.format() == Format.BASE64
                ? typed.valid("can(regex(\"^[A-Za-z0-9+/]*={0,2}$\", var." + typed.name() + "))", "This is not base64.")
                : typed;
    }
}
