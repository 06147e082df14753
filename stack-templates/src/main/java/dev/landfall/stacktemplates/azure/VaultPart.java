package dev.landfall.stacktemplates.azure;

import static dev.landfall.stacktemplates.arm.Expression.call;
import static dev.landfall.stacktemplates.arm.Expression.join;
import static dev.landfall.stacktemplates.arm.Expression.list;
import static dev.landfall.stacktemplates.arm.Expression.object;

import dev.landfall.stacktemplates.arm.Expression;
import dev.landfall.stacktemplates.arm.Expression.Not;
import dev.landfall.stacktemplates.arm.Parameter;
import dev.landfall.stacktemplates.arm.Parameter.Kind;
import dev.landfall.stacktemplates.arm.Resource;
import dev.landfall.stacktemplates.model.CustomerSecret;
import dev.landfall.stacktemplates.model.CustomerSecret.Format;
import dev.landfall.stacktemplates.model.StackModel;

/**
 * The customer's vault: what they type as secrets, what is made up for them, and the key of plans. What is made up is made once; a later
 * deployment makes up another value and does not write it.
 */
final class VaultPart {

    static final String VAULT = "vault";

    private static final String SECRET = "Microsoft.KeyVault/vaults/secrets@2023-07-01";

    /** 64 hexadecimal digits, 244 bits of them random. */
    private static final Expression TWO_GUIDS = call("replace", join(call("newGuid"), call("newGuid")), "-", "");

    private VaultPart() {}

    static void add(StackModel model, Draft draft) {
        var prefix = AzureNames.prefix(model.name().value(), AzureNames.MAX_VAULT - AzureNames.UNIQUE_STRING - 1);
        var name = draft.variable("vaultName", join(prefix + "-", draft.unique()));
        draft.add(Resource.of(
                VAULT,
                "Microsoft.KeyVault/vaults@2023-07-01",
                name,
                Draft.placed(
                        "properties",
                        object(
                                "tenantId",
                                call("subscription").property("tenantId"),
                                "sku",
                                object("family", "A", "name", "standard"),
                                "enableRbacAuthorization",
                                true,
                                "enableSoftDelete",
                                true,
                                "softDeleteRetentionInDays",
                                7,
                                "enablePurgeProtection",
                                true))));
        IdentityPart.assign(
                draft, "runnerReadsSecrets", IdentityPart.RUNNER, BuiltInRole.KEY_VAULT_SECRETS_USER, VAULT, null);
        addPlanKey(draft);
        model.secrets().forEach(secret -> add(secret, draft));
    }

    /** The address of a secret in the vault. */
    static Expression address(String secret) {
        return join(Expression.of(VAULT, "vaultUri"), "secrets/" + secret);
    }

    /** Names and addresses of the secrets that there are. */
    static Expression addresses(StackModel model) {
        var always = object();
        var conditional = new java.util.ArrayList<Expression>();
        for (var secret : model.secrets()) {
            var one = object(secret.name(), address(AzureNames.vaultSecret(secret.name())));
            if (secret.source() == CustomerSecret.Source.OPTIONAL) {
                conditional.add(Draft.onlyIf(new Not(call("empty", parameter(secret))), one));
            } else {
                conditional.add(one);
            }
        }
        return Draft.merged(always, conditional);
    }

    private static void addPlanKey(Draft draft) {
        var key = draft.add(Parameter.of(
                        "planKey",
                        Kind.STRING,
                        "The key of plans, 32 bytes as hexadecimal digits. Leave it: Azure makes one up at the first deployment, and it stays.",
                        call("toUpper", TWO_GUIDS))
                .secret());
        draft.add(Resource.of("planKeySecret", SECRET, AzureNames.PLAN_KEY, object("properties", object("value", key)))
                .in(VAULT)
                .onlyOnce()
                .described("Plans are sealed with it on the runner: they hold secrets."));
    }

    private static void add(CustomerSecret secret, Draft draft) {
        var resource = Resource.of(
                        AzureNames.symbol("kept", secret.name()),
                        SECRET,
                        AzureNames.vaultSecret(secret.name()),
                        object("properties", object("value", draft.add(typed(secret)))))
                .in(VAULT)
                .described(secret.title());
        switch (secret.source()) {
            case REQUIRED -> draft.add(resource);
            case OPTIONAL -> draft.add(resource.when(new Not(call("empty", parameter(secret)))));
            case GENERATED -> draft.add(resource.onlyOnce());
        }
    }

    private static Parameter typed(CustomerSecret secret) {
        var description = secret.title() + ": " + secret.description();
        return switch (secret.source()) {
            case REQUIRED ->
                Parameter.of(symbol(secret), Kind.STRING, description, null)
                        .limited("minLength", 1)
                        .secret();
            case OPTIONAL ->
                Parameter.of(symbol(secret), Kind.STRING, description, "").secret();
            case GENERATED ->
                Parameter.of(
                                symbol(secret),
                                Kind.STRING,
                                description + " Leave it: Azure makes one up at the first deployment, and it stays.",
                                madeUp(secret))
                        .secret();
        };
    }

    private static Expression madeUp(CustomerSecret secret) {
        return secret.format() == Format.BASE64 ? call("base64", TWO_GUIDS) : TWO_GUIDS;
    }

    private static Expression parameter(CustomerSecret secret) {
        return new Expression.Parameter(symbol(secret));
    }

    private static String symbol(CustomerSecret secret) {
        return AzureNames.symbol("secret", secret.name());
    }

    static void audit(Draft draft) {
        draft.add(Resource.of(
                        "vaultAudit",
                        "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
                        "landfall",
                        object(
                                "properties",
                                object(
                                        "workspaceId",
                                        new Expression.IdOf(LogPart.WORKSPACE),
                                        "logs",
                                        list(object("category", "AuditEvent", "enabled", true)))))
                .on(VAULT)
                .described("Who read which secret."));
    }
}
