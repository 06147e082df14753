package dev.landfall.stacktemplates.azure;

import dev.landfall.stacktemplates.arm.ArmJson;
import dev.landfall.stacktemplates.arm.JsonText;
import dev.landfall.stacktemplates.model.CustomerInput;
import dev.landfall.stacktemplates.model.CustomerSecret;
import dev.landfall.stacktemplates.model.InputGroup;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.StackModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form by which Azure's portal asks for the template's parameters: a step for access and for network or cluster, one for secrets, and one for each group of
 * inputs. What a step gives goes to the parameter of the same name.
 */
final class PortalForm {

    private final List<Object> steps = new ArrayList<>();
    private final Map<String, Object> outputs = new LinkedHashMap<>();

    private PortalForm() {}

    static String write(StackModel model) {
        var form = new PortalForm();
        form.access(model);
        form.place(model);
        form.secrets(model);
        for (int i = 0; i < model.groups().size(); i++) {
            form.group("group" + (i + 1), model.groups().get(i));
        }
        form.outputs.put("location", "[location()]");
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("basics", List.of());
        parameters.put("steps", form.steps);
        parameters.put("outputs", form.outputs);
        return JsonText.write(ordered(
                "$schema", "https://schema.management.azure.com/schemas/0.1.2-preview/CreateUIDefinition.MultiVm.json#",
                "handler", "Microsoft.Azure.CreateUIDef",
                "version", "0.1.2-preview",
                "parameters", parameters));
    }

    private void access(StackModel model) {
        var elements = new ArrayList<Object>();
        elements.add(
                checked("access", "runnerEnabled", "Start the runner", "The off switch can be set later too.", true));
        for (var role : model.roles()) {
            var name = AzureNames.symbol("enable", role.name());
            elements.add(checked("access", name, role.title(), role.description(), role.enabledByDefault()));
        }
        step("access", "What it may do", elements);
    }

    private void place(StackModel model) {
        if (model.host() instanceof RunnerHost.ExistingCluster host) {
            cluster(host);
        } else {
            network(model);
        }
    }

    private void cluster(RunnerHost.ExistingCluster host) {
        var name = text("cluster", "clusterName", "Name of the cluster", ClusterRunner.name(host), "", true);
        name.put(
                "constraints",
                ordered(
                        "required",
                        true,
                        "regex",
                        ClusterRunner.NAME_FORM,
                        "validationMessage",
                        "This cannot be the name of an AKS cluster."));
        var issuer = text("cluster", "oidcIssuer", "Its OIDC issuer", ClusterRunner.ISSUER, "", false);
        issuer.put(
                "constraints",
                ordered(
                        "required",
                        false,
                        "regex",
                        "^(https://.+)?$",
                        "validationMessage",
                        "An issuer's address begins with https://."));
        step(
                "cluster",
                "Cluster",
                List.of(
                        name,
                        text("cluster", "clusterResourceGroup", "Its resource group", ClusterRunner.GROUP, "", false),
                        issuer));
    }

    private void network(StackModel model) {
        var element = switch (model.network()) {
            case Network.Own own ->
                text("network", "networkCidr", "Addresses", "IPv4, prefix 16 to 22.", own.cidr(), true);
            case Network.Existing existing ->
                text("network", "subnetId", "Id of the subnet", "It needs a way out and no way in.", "", true);
        };
        step("network", "Network", List.of(element));
    }

    private void secrets(StackModel model) {
        var elements = new ArrayList<Object>();
        for (var secret : model.secrets()) {
            if (secret.source() != CustomerSecret.Source.GENERATED) {
                var name = AzureNames.symbol("secret", secret.name());
                var required = secret.source() == CustomerSecret.Source.REQUIRED;
                elements.add(ordered(
                        "name", name,
                        "type", "Microsoft.Common.PasswordBox",
                        "label",
                                ordered(
                                        "password", ArmJson.literal(secret.title()),
                                        "confirmPassword", ArmJson.literal(secret.title() + ", again")),
                        "toolTip", ArmJson.literal(secret.description()),
                        "constraints", ordered("required", required),
                        "options", ordered("hideConfirmation", true)));
                output("secrets", name);
            }
        }
        if (!elements.isEmpty()) {
            step("secrets", "Secrets", elements);
        }
    }

    private void group(String step, InputGroup group) {
        var elements = new ArrayList<Object>();
        for (var input : group.inputs()) {
            elements.add(element(step, input));
        }
        if (!elements.isEmpty()) {
            step(step, group.title(), elements);
        }
    }

    private Map<String, Object> element(String step, CustomerInput input) {
        var name = InputPart.name(input);
        var value = input.defaultValue() == null ? "" : input.defaultValue();
        return switch (input.type()) {
            case BOOLEAN -> checked(step, name, input.title(), input.description(), Boolean.parseBoolean(value));
            case TEXT, JSON -> text(step, name, input.title(), input.description(), value, input.required());
            case NUMBER -> {
                var element = text(step, name, input.title(), input.description(), value, input.required());
                if (InputPart.isWhole(input)) {
                    outputs.put(name, "[int(steps('" + step + "')." + name + ")]");
                }
                yield element;
            }
            case LIST -> {
                var element = text(
                        step,
                        name,
                        input.title(),
                        input.description() + " Separate by commas.",
                        value,
                        input.required());
                var typed = "steps('" + step + "')." + name;
                outputs.put(name, "[if(empty(" + typed + "), parse('[]'), split(" + typed + ", ','))]");
                yield element;
            }
        };
    }

    private void step(String name, String label, List<Object> elements) {
        steps.add(ordered("name", name, "label", ArmJson.literal(label), "elements", elements));
    }

    private Map<String, Object> checked(String step, String name, String label, String help, boolean value) {
        output(step, name);
        return ordered(
                "name",
                name,
                "type",
                "Microsoft.Common.CheckBox",
                "label",
                ArmJson.literal(label),
                "toolTip",
                ArmJson.literal(help),
                "defaultValue",
                value);
    }

    private Map<String, Object> text(
            String step, String name, String label, String help, String value, boolean required) {
        output(step, name);
        return ordered(
                "name", name,
                "type", "Microsoft.Common.TextBox",
                "label", ArmJson.literal(label),
                "toolTip", ArmJson.literal(help),
                "defaultValue", ArmJson.literal(value),
                "constraints", ordered("required", required));
    }

    private void output(String step, String name) {
        outputs.put(name, "[steps('" + step + "')." + name + "]");
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
        }
        return map;
    }
}
