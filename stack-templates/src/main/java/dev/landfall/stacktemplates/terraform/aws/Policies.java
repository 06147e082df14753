package dev.landfall.stacktemplates.terraform.aws;

import static dev.landfall.stacktemplates.hcl.Expression.object;
import static dev.landfall.stacktemplates.hcl.Expression.text;
import static dev.landfall.stacktemplates.hcl.Expression.texts;
import static dev.landfall.stacktemplates.hcl.Expression.tuple;

import dev.landfall.protocol.json.Json;
import dev.landfall.stacktemplates.hcl.Expression;
import dev.landfall.stacktemplates.hcl.Expression.Members;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Policies of IAM as HCL. */
final class Policies {

    private static final Pattern CUSTOMERS = Pattern.compile("\\$\\{AWS::(?:AccountId|Region|Partition)}");
    private static final Map<String, String> LOCALS = Map.of(
            "${AWS::AccountId}", "local.account",
            "${AWS::Region}", "local.region",
            "${AWS::Partition}", "local.partition");

    private Policies() {}

    static Expression json(Expression document) {
        return Expression.call("jsonencode", document);
    }

    static Members of(Members... statements) {
        return object("Version", "2012-10-17").with("Statement", tuple(Arrays.asList(statements)));
    }

    static Members allow(String id, List<String> actions, Expression resource) {
        return object("Sid", id)
                .with("Effect", "Allow")
                .with("Action", texts(actions))
                .with("Resource", resource);
    }

    /** Trust in a service of AWS. */
    static Members serviceTrust(String service, List<String> actions) {
        return object("Effect", "Allow")
                .with("Principal", object("Service", service))
                .with("Action", texts(actions));
    }

    /** The same for calls on behalf of the customer's own account alone. */
    static Members serviceTrustOfAccount(String service, List<String> actions) {
        return serviceTrust(service, actions)
                .with(
                        "Condition",
                        object("StringEquals", object("aws:SourceAccount", Expression.code("local.account"))));
    }

    /** {@code arn:PARTITION:service:REGION:ACCOUNT:rest}, the parts of the rest as for a template. */
    static Expression arn(String service, boolean regional, Object... rest) {
        var parts = new ArrayList<Object>();
        parts.addAll(List.of("arn:", Expression.code("local.partition"), ":" + service + ":"));
        if (regional) {
            parts.add(Expression.code("local.region"));
        }
        parts.addAll(List.of(":", Expression.code("local.account"), ":"));
        parts.addAll(Arrays.asList(rest));
        return Expression.template(parts.toArray());
    }

    /** A vendor's document, in which the customer's account, region and partition are filled in and all else stays. */
    static Expression vendors(String json) {
        return tree(Json.readTree(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Expression tree(JsonNode node) {
        if (node.isObject()) {
            var members = object();
            for (var field : node.properties()) {
                members = members.with(field.getKey(), tree(field.getValue()));
            }
            return members;
        }
        if (node.isArray()) {
            return tuple(node.valueStream().map(Policies::tree).toList());
        }
        if (node.isBoolean()) {
            return Expression.truth(node.booleanValue());
        }
        return vendorsText(node.asString());
    }

    static Expression vendorsText(String text) {
        return CUSTOMERS.matcher(text).find()
                ? Expression.filled(
                        text, CUSTOMERS, place -> Expression.code(Objects.requireNonNull(LOCALS.get(place))))
                : text(text);
    }
}
