package dev.landfall.integration.terraform;

import dev.landfall.integration.iam.PolicyDocument;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What an example has made, as {@code terraform show -json} tells it.
 *
 * @param resources values by address
 */
record Applied(Map<String, JsonNode> resources) {

    static Applied of(Terraform terraform, String example, List<String> variables) {
        terraform.run(example, "init", "-no-color").assertOk();
        var apply = new ArrayList<>(List.of("apply", "-auto-approve", "-no-color"));
        variables.forEach(each -> apply.add("-var=" + each));
        terraform.run(terraform.folder(example), apply).assertOk();
        var shown = terraform.run(example, "show", "-json").assertOk().output();
        return new Applied(resources(Json.readTree(shown.getBytes(StandardCharsets.UTF_8))));
    }

    /** Values by address, of what {@code terraform show -json} said. */
    static Map<String, JsonNode> resources(JsonNode shown) {
        var resources = new LinkedHashMap<String, JsonNode>();
        collect(shown.at("/values/root_module"), resources);
        return resources;
    }

    private static void collect(JsonNode module, Map<String, JsonNode> resources) {
        module.path("resources")
                .forEach(resource -> resources.put(resource.path("address").asString(), resource.path("values")));
        module.path("child_modules").forEach(child -> collect(child, resources));
    }

    JsonNode values(String address) {
        var values = resources.get(address);
        if (values == null) {
            throw new IllegalArgumentException("There is no " + address + " among " + resources.keySet() + ".");
        }
        return values;
    }

    String text(String address, String attribute) {
        return values(address).path(attribute).asString();
    }

    PolicyDocument policy(String address, String attribute) {
        return PolicyDocument.read(text(address, attribute));
    }
}
