package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.code;
import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.template;

import dev.landfall.stacktemplates.aws.Words;
import dev.landfall.stacktemplates.hcl.Body;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import dev.landfall.stacktemplates.model.CustomerSecret;
import dev.landfall.stacktemplates.model.CustomerSecret.Format;
import dev.landfall.stacktemplates.model.CustomerSecret.Source;
import dev.landfall.stacktemplates.terraform.Variable;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code secrets.tf}: what the customer gives or AWS makes goes into Secrets Manager by arguments that Terraform only writes, so that
 * no plan and no state holds it. As Terraform cannot see a change of what it does not keep, a number says when to write.
 */
final class SecretsFile {

    private static final String FILE = "secrets.tf";
    private static final int GENERATED_LENGTH = 40;
    private static final String BASE64 = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

    private SecretsFile() {}

    static void add(Module module) {
        module.file(FILE).comment("The key of plans: 32 random bytes in hexadecimal.");
        generated(
                module,
                "plan_key",
                password -> password.set("password_length", 64)
                        .set("exclude_lowercase", true)
                        .set("exclude_punctuation", true)
                        .set("exclude_characters", "GHIJKLMNOPQRSTUVWXYZ"));
        store(
                module,
                "plan_key",
                "plan-key",
                "Key of Terraform plans between their making and their approval",
                none -> {});
        version(
                module,
                "plan_key",
                "",
                code("ephemeral.aws_secretsmanager_random_password.plan_key.random_password"),
                code("1"),
                none -> {});
        module.model().secrets().forEach(secret -> add(module, secret));
    }

    /** By the vendor's names, the ARNs of the secrets; null of those that are not there. */
    static Members arns(Module module) {
        var arns = object();
        for (var secret : module.model().secrets()) {
            var address = "aws_secretsmanager_secret_version." + word(module, secret);
            arns = arns.with(
                    secret.name(),
                    code(secret.source() == Source.OPTIONAL ? "one(" + address + "[*].arn)" : address + ".arn"));
        }
        return arns;
    }

    private static void add(Module module, CustomerSecret secret) {
        var word = word(module, secret);
        module.file(FILE).comment(secret.title());
        if (secret.source() == Source.GENERATED) {
            generated(
                    module,
                    word,
                    password ->
                            password.set("password_length", GENERATED_LENGTH).set("exclude_punctuation", true));
            store(module, word, secret.name(), secret.title(), none -> {});
            version(
                    module,
                    word,
                    "",
                    code("ephemeral.aws_secretsmanager_random_password." + word + ".random_password"),
                    code("1"),
                    none -> {});
            return;
        }
        boolean optional = secret.source() == Source.OPTIONAL;
        var number = module.word("secret", secret.name() + "_version", secret.at());
        ask(module, secret, word, number);
        Consumer<Body> count = optional
                ? body -> body.set("count", code("var." + number + " > 0 ? 1 : 0"))
                        .gap()
                : none -> {};
        store(module, word, secret.name(), secret.title(), count);
        version(module, word, optional ? "[0]" : "", code("var." + word), code("var." + number), count);
    }

    private static void ask(Module module, CustomerSecret secret, String word, String number) {
        boolean optional = secret.source() == Source.OPTIONAL;
        var value = Variable.of(word, "string", secret.title() + ": " + secret.description())
                .asSecret();
        var given = "length(trimspace(" + (optional ? "coalesce(var." + word + ", \" \")" : "var." + word) + ")) > 0";
        if (optional) {
            value = value.withDefault(Expression.NULL)
                    .valid(
                            given + " == (var." + number + " > 0)",
                            "Set " + number + " to 1 when you give " + word + ", and to 0 when there is none.");
        } else {
            value = value.valid(given, "It must not be empty.");
        }
        if (secret.format() == Format.BASE64) {
            value = value.valid(
                    (optional ? "var." + word + " == null || " : "") + "can(regex(\"" + BASE64 + "\", "
                            + (optional ? "coalesce(var." + word + ", \"\")" : "var." + word) + "))",
                    "It must be in base64.");
        }
        module.ask(value);
        module.ask(Variable.of(
                        number,
                        "number",
                        optional
                                ? "0: there is no " + word + ". Raise it with each new value, which is written then."
                                : "Raise it with each new value of " + word + ", which is written then.")
                .withDefault(Expression.number(optional ? 0 : 1))
                .valid(
                        "var." + number + " >= " + (optional ? 0 : 1) + " && floor(var." + number + ") == var."
                                + number,
                        "It is a whole number from " + (optional ? 0 : 1) + "."));
    }

    private static void generated(Module module, String name, Consumer<Body> content) {
        module.file(FILE).block("ephemeral", List.of("aws_secretsmanager_random_password", name), content);
    }

    private static void store(Module module, String name, String secret, String title, Consumer<Body> count) {
        module.resource(FILE, "aws_secretsmanager_secret", name, body -> {
            count.accept(body);
            body.set("name", template(code("var.name"), "/" + secret))
                    .set("description", Words.description(title))
                    .set("kms_key_id", code("module.state.key_arn"))
                    .set("recovery_window_in_days", 0)
                    .set("tags", code("local.tags"));
        });
    }

    private static void version(
            Module module, String name, String index, Expression value, Expression number, Consumer<Body> count) {
        module.resource(FILE, "aws_secretsmanager_secret_version", name, body -> {
            count.accept(body);
            body.set("secret_id", code("aws_secretsmanager_secret." + name + index + ".id"))
                    .set("secret_string_wo", value)
                    .set("secret_string_wo_version", number);
        });
    }

    private static String word(Module module, CustomerSecret secret) {
        return module.word("secret", secret.name(), secret.at());
    }
}
