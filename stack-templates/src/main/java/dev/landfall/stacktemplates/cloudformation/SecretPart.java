package dev.landfall.stacktemplates.cloudformation;

import dev.landfall.stacktemplates.aws.Words;
import dev.landfall.stacktemplates.model.CustomerSecret;
import dev.landfall.stacktemplates.model.CustomerSecret.Format;
import dev.landfall.stacktemplates.model.CustomerSecret.Source;
import java.util.List;

/** Secrets that the customer types or that AWS makes; they go into Secrets Manager and nowhere else. */
final class SecretPart {

    private static final int GENERATED_LENGTH = 40;
    private static final String BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?";

    private SecretPart() {}

    static void add(Parts stack) {
        var typed = stack.model().secrets().stream()
                .filter(secret -> secret.source() != Source.GENERATED)
                .toList();
        var group = typed.isEmpty() ? List.of() : stack.template().group("Secrets");
        for (var secret : typed) {
            stack.template().parameter(group, id(stack, secret), secret.title(), parameter(secret));
        }
        stack.model().secrets().forEach(secret -> addSecret(stack, secret));
    }

    /** By the vendor's names, the ARNs of the secrets that are there. */
    static Entries arns(Parts stack) {
        var arns = new Entries();
        for (var secret : stack.model().secrets()) {
            var arn = Tag.ref(resource(stack, secret));
            arns.put(
                    secret.name(),
                    secret.source() == Source.OPTIONAL ? Tag.choose(condition(stack, secret), arn, Tag.NO_VALUE) : arn);
        }
        return arns;
    }

    private static Entries parameter(CustomerSecret secret) {
        boolean required = secret.source() == Source.REQUIRED;
        var parameter = Entries.of("Type", "String").with("NoEcho", true);
        if (!required) {
            parameter.put("Default", "");
        }
        var anything = secret.format() == Format.BASE64 ? BASE64 : "[\\s\\S]*";
        parameter.put("AllowedPattern", "^" + (required ? "(?=[\\s\\S]*\\S)" : "") + anything + "$");
        parameter.put(
                "ConstraintDescription",
                (required ? "not empty" : "empty or a value")
                        + (secret.format() == Format.BASE64 ? ", in base64" : ""));
        return parameter.with("Description", Words.description(secret.description()));
    }

    private static void addSecret(Parts stack, CustomerSecret secret) {
        var template = stack.template();
        boolean optional = secret.source() == Source.OPTIONAL;
        if (optional) {
            template.condition(
                    condition(stack, secret), new Tag("!Not", List.of(Tag.equal(Tag.ref(id(stack, secret)), ""))));
        }
        var properties = Entries.of("Name", stack.model().name() + "/" + secret.name())
                .with("Description", Words.description(secret.title()))
                .with("KmsKeyId", Tag.attribute(StorePart.KEY, "Arn"));
        if (secret.source() == Source.GENERATED) {
            properties.put(
                    "GenerateSecretString",
                    Entries.of("PasswordLength", GENERATED_LENGTH).with("ExcludePunctuation", true));
        } else {
            properties.put("SecretString", Tag.ref(id(stack, secret)));
        }
        var resource = resource(stack, secret);
        template.resource(
                resource,
                "AWS::SecretsManager::Secret",
                optional ? condition(stack, secret) : null,
                properties.with("Tags", stack.tags()));
        StorePart.removed(stack, resource, "Delete");
    }

    private static String id(Parts stack, CustomerSecret secret) {
        return stack.names().of("Secret", secret.name(), secret.at());
    }

    private static String resource(Parts stack, CustomerSecret secret) {
        return id(stack, secret) + "Store";
    }

    private static String condition(Parts stack, CustomerSecret secret) {
        return id(stack, secret) + "Given";
    }
}
