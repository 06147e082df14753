package dev.landfall.integration.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.BicepCompiler;
import dev.landfall.emulators.ShellCheck;
import dev.landfall.integration.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The stacks for Azure: types, expressions, secrets, and that Bicep and the ARM template carry the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureStacksIT {

    private static final Path GOLDEN = Checkout.root().resolve("stack-templates/src/test/golden");

    private final ObjectMapper json = new ObjectMapper();
    private final ArmTypes types = ArmTypes.load();
    private @Nullable BicepCompiler compiler;

    @AfterAll
    void stop() {
        if (compiler != null) {
            compiler.close();
        }
    }

    static List<String> stacks() throws IOException {
        try (var all = Files.list(GOLDEN.resolve("arm"))) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void theTemplateIsSound(String stack) throws IOException {
        assertEquals(List.of(), TemplateCheck.problems(types, arm(stack)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void bicepIsTheSameTemplate(String stack) throws IOException {
        var compiled = compile(GOLDEN.resolve("bicep").resolve(stack).resolve("main.bicep"));
        assertEquals("[]", compiled.get("errors").toString());
        assertEquals(List.of(), differences(arm(stack), compiled.get("template")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "a resource less | resource stateLock  | resource stateLocks ",
                "another value | 'CanNotDelete' | 'ReadOnly'",
                "another default | param runnerEnabled bool = true | param runnerEnabled bool = false",
                "another condition | = if (enableProvision) { | = if (enableMaintenance) {",
                "another constraint | @minLength(1) | @minLength(2)",
                "another order | 'runnerReadsSecrets' | 'x'",
            })
    void aDifferenceBetweenTheTwoIsFound(String fault, String from, String to, @TempDir Path folder)
            throws IOException {
        var bicep = Files.readString(GOLDEN.resolve("bicep/vm-own-network/main.bicep"));
        var other =
                fault.equals("another order") ? bicep.replace("    runnerReadsSecrets\n", "") : bicep.replace(from, to);
        assertNotEquals(bicep, other, fault);
        var template =
                compile(Files.writeString(folder.resolve("main.bicep"), other)).get("template");
        assertNotEquals(List.of(), differences(arm("vm-own-network"), template), fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void theFormInThePortalGivesParametersThatThereAre(String stack) throws IOException {
        var form = json.readTree(
                Files.readString(GOLDEN.resolve("arm").resolve(stack).resolve("createUiDefinition.json")));
        var parameters = arm(stack).get("parameters");
        var outputs = form.at("/parameters/outputs");
        var given = new TreeSet<>(outputs.propertyNames());
        given.removeAll(new TreeSet<>(parameters.propertyNames()));
        assertEquals(new TreeSet<String>(), given);
        for (var parameter : parameters.properties()) {
            assertTrue(
                    parameter.getValue().has("defaultValue") || outputs.has(parameter.getKey()),
                    parameter.getKey() + " is asked for by nobody");
        }
        var names = new ArrayList<String>();
        form.at("/parameters/steps")
                .forEach(step -> step.get("elements")
                        .forEach(element -> names.add(step.get("name").asString() + "')."
                                + element.get("name").asString())));
        for (var name : names) {
            assertTrue(outputs.toString().contains("steps('" + name), name + " is asked for and not given");
        }
    }

    static List<String> machines() throws IOException {
        return stacks().stream().filter(each -> !clusters().contains(each)).toList();
    }

    static List<String> clusters() {
        return List.of("example-aks", "existing-cluster");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clusters")
    void inAClusterEachIdentityTrustsTheRunnersAccountWhileItIsOn(String stack) throws IOException {
        var template = arm(stack);
        assertEquals(
                "[if(parameters('runnerEnabled'), 'system:serviceaccount:landfall:landfall-runner', 'switched-off')]",
                template.at("/variables/runnerAccount").asString());
        var trusting = new TreeSet<String>();
        for (var each : template.get("resources").properties()) {
            var resource = each.getValue();
            if (resource.get("type").asString().endsWith("/federatedIdentityCredentials")) {
                trusting.add(resource.get("dependsOn").get(0).asString() + " "
                        + resource.at("/properties/subject").asString());
                assertTrue(resource.path("condition").isMissingNode(), "who is switched off trusts nobody: " + each);
                assertEquals(
                        "[\"api://AzureADTokenExchange\"]",
                        resource.at("/properties/audiences").toString());
                assertEquals(
                        "[if(empty(parameters('oidcIssuer')), reference(resourceId(variables('clusterGroup'),"
                                + " 'Microsoft.ContainerService/managedClusters', parameters('clusterName')), '2024-09-01')"
                                + ".oidcIssuerProfile.issuerURL, parameters('oidcIssuer'))]",
                        resource.at("/properties/issuer").asString());
            } else if (resource.get("type").asString().endsWith("/userAssignedIdentities")) {
                assertTrue(resource.path("condition").isMissingNode(), "an identity stays: " + each);
            } else {
                assertTrue(
                        !resource.get("type").asString().matches("Microsoft\\.(Compute|Network)/.*"), each.toString());
            }
        }
        var roles = new TreeSet<>(List.of("runner [variables('runnerAccount')]"));
        for (var name : template.get("parameters").propertyNames()) {
            if (name.startsWith("enable")) {
                roles.add("role" + name.substring("enable".length()) + " [if(parameters('" + name
                        + "'), variables('runnerAccount'), 'switched-off')]");
            }
        }
        assertEquals(roles, trusting);
        assertEquals(
                false, template.at("/parameters/enableEmergency/defaultValue").asBoolean());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void aMachineHasNoWayInAndOnlyTheRolesThatAreOn(String stack) throws IOException {
        var machines = arm(stack).at("/resources/machines");
        var profile = machines.at("/properties/virtualMachineProfile");
        assertEquals(
                "[if(parameters('runnerEnabled'), 1, 0)]",
                machines.at("/sku/capacity").asString());
        assertTrue(profile.at("/osProfile/linuxConfiguration/disablePasswordAuthentication")
                .asBoolean());
        assertTrue(profile.at("/osProfile/adminPassword").isMissingNode());
        assertEquals(
                "[parameters('encryptionAtHost')]",
                profile.at("/securityProfile/encryptionAtHost").asString());
        assertTrue(!profile.get("networkProfile").toString().contains("publicIPAddress"), profile.toString());
        var inbound = arm(stack).at("/resources/securityGroup/properties/securityRules/0/properties");
        assertEquals(
                "Inbound Deny *",
                inbound.get("direction").asString() + " "
                        + inbound.get("access").asString() + " "
                        + inbound.get("destinationPortRange").asString());
        var identities = machines.at("/identity/userAssignedIdentities").asString();
        assertTrue(identities.contains("if(parameters('enableEmergency'), createObject("), identities);
        assertEquals(
                false, arm(stack).at("/parameters/enableEmergency/defaultValue").asBoolean());
    }

    @Test
    void theChartsValuesAreThoseOfTheModule() throws IOException {
        var keys = new TreeSet<String>();
        var values = arm("existing-cluster").at("/outputs/helmValues/value").asString();
        ExpressionText.read(values.substring(1, values.length() - 1), (function, given) -> {
            if (function.equals("createObject") && (given.contains("'server'") || given.contains("'type'"))) {
                for (int i = 0; i < given.size(); i += 2) {
                    keys.add(given.get(i).replace("'", ""));
                }
            }
        });
        var module = Files.readString(GOLDEN.resolve("terraform/azure-existing-cluster/cluster.tf"));
        keys.forEach(key -> assertTrue(
                Pattern.compile("\n    " + key + " +=").matcher(module).find(), key));
        assertEquals(29, keys.size(), keys.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"firstStart", "phoneHome"})
    void shellCheckFindsNothingInTheScripts(String variable, @TempDir Path folder) throws IOException {
        assumeTrue(
                ShellCheck.canBeHad(),
                "neither shellcheck nor python3 is on the PATH: install one to check the scripts");
        var script = arm("vm-own-network").at("/variables/" + variable).asString();
        assertEquals("", ShellCheck.installed().findings("sh", Files.writeString(folder.resolve("script.sh"), script)));
    }

    @Test
    void everySecretThatSomebodyTypesOrAzureMakesUpIsASecureParameterWithoutAValueInTheTemplate() throws IOException {
        var secure = new TreeSet<String>();
        arm("vm-own-network").get("parameters").properties().forEach(each -> {
            if (each.getValue().get("type").asString().equals("securestring")) {
                secure.add(each.getKey() + " "
                        + each.getValue().path("defaultValue").asString("required"));
            }
        });
        assertEquals(4, secure.size(), secure.toString());
        secure.forEach(each ->
                assertTrue(each.endsWith(" required") || each.endsWith(" ") || each.contains("newGuid()"), each));
    }

    private JsonNode arm(String stack) throws IOException {
        return json.readTree(
                Files.readString(GOLDEN.resolve("arm").resolve(stack).resolve("azuredeploy.json")));
    }

    private JsonNode compile(Path file) throws IOException {
        var running = compiler;
        if (running == null) {
            AzureTools.assumeNode();
            running = BicepCompiler.start();
            compiler = running;
        }
        return json.readTree(running.compile(file));
    }

    /** Places at which two templates differ, but for what only the form of JSON has. */
    private static List<String> differences(JsonNode arm, JsonNode bicep) {
        var found = new ArrayList<String>();
        for (var part : List.of("languageVersion", "metadata", "parameters", "variables", "resources", "outputs")) {
            differences(part, arm.path(part), bicep.path(part), found);
        }
        return found;
    }

    private static void differences(String place, JsonNode one, JsonNode other, List<String> found) {
        if (one.isObject() && other.isObject()) {
            var names = new TreeSet<>(one.propertyNames());
            names.addAll(other.propertyNames());
            names.forEach(name -> differences(place + "." + name, one.path(name), other.path(name), found));
        } else if (!one.equals(other) && !one.toString().equals(other.toString())) {
            found.add(place + ": " + one + " and " + other);
        }
    }
}
