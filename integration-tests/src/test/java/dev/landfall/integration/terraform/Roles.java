package dev.landfall.integration.terraform;

import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What the roles of an applied stack may do, in the words in which {@code AppliedTemplate} says it of CloudFormation's. */
final class Roles {

    private Roles() {}

    static Map<String, JsonNode> of(Map<String, JsonNode> resources) {
        var roles = new TreeMap<String, JsonNode>();
        resources.forEach((address, values) -> {
            if (address.contains("aws_iam_role.")) {
                roles.put(text(values, "name"), Json.mapper().valueToTree(everythingOf(values, resources)));
            }
        });
        return roles;
    }

    static JsonNode policy(Map<String, JsonNode> resources, String address) {
        var values = resources.get(address);
        if (values == null) {
            throw new IllegalArgumentException("There is no " + address + " among " + resources.keySet() + ".");
        }
        return document(text(values, "policy"));
    }

    private static Map<String, Object> everythingOf(JsonNode role, Map<String, JsonNode> resources) {
        var own = new TreeMap<String, Object>();
        var managed = new TreeMap<String, Object>();
        resources.forEach((address, values) -> {
            if (!text(values, "role").equals(text(role, "name"))) {
                return;
            }
            if (address.contains("aws_iam_role_policy.")) {
                own.put(text(values, "name"), document(text(values, "policy")));
            } else if (address.contains("aws_iam_role_policy_attachment.")) {
                managed.put(text(values, "policy_arn"), documentOf(text(values, "policy_arn"), resources));
            }
        });
        var everything = new LinkedHashMap<String, Object>();
        everything.put("trust", document(text(role, "assume_role_policy")));
        everything.put("own", own);
        everything.put("managed", managed);
        var boundary = text(role, "permissions_boundary");
        everything.put("boundary", boundary.isEmpty() ? "none" : documentOf(boundary, resources));
        return everything;
    }

    private static Object documentOf(String arn, Map<String, JsonNode> resources) {
        return resources.entrySet().stream()
                .filter(resource -> resource.getKey().contains("aws_iam_policy.")
                        && text(resource.getValue(), "arn").equals(arn))
                .findFirst()
                .<Object>map(resource -> document(text(resource.getValue(), "policy")))
                .orElse(arn);
    }

    private static JsonNode document(String json) {
        // what the two stand-ins call the same things
        var text = json.replaceAll("arn:aws:s3:::[a-z0-9-]+-20260101000000000000000001", "arn:aws:s3:::statebucket")
                .replace("key/11111111-2222-3333-4444-555555555555", "key/stackkey");
        return Json.readTree(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode values, String name) {
        var value = values.path(name);
        return value.isString() ? value.stringValue() : "";
    }
}
