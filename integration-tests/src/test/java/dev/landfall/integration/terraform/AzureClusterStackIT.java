package dev.landfall.integration.terraform;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.Helm;
import dev.landfall.integration.process.Checkout;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.stack.StackStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An install's stack in the customer's own AKS cluster, in Terraform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureClusterStackIT {

    private static final Path GOLDEN = Checkout.root().resolve("stack-templates/src/test/golden");
    private static final Path STACK = GOLDEN.resolve("terraform/azure-existing-cluster");

    private Terraform terraform;
    private Path folder;
    private JsonNode state;

    /** Whatever breaks one rule each. */
    private record Fault(String said, String from, String to) {}

    @BeforeAll
    void applyTheStack(@TempDir Path empty) throws IOException {
        folder = empty;
        terraform = Terraform.of(STACK, Files.createDirectories(empty.resolve("source")));
        var applied = copy("applied");
        Files.writeString(applied.resolve("terraform.tfvars"), """
                resource_group         = "acme"
                cluster_name           = "apps"
                cluster_resource_group = "clusters"
                secret_license_key     = "typed-license-key"
                input_domain           = "archive.example.com"
                enable_emergency       = true
                enable_backup          = true
                """);
        run(applied, "init").assertOk();
        run(applied, "apply", "-auto-approve").assertOk();
        state = Json.readTree(Files.readAllBytes(applied.resolve("terraform.tfstate")));
    }

    @AfterAll
    void stop() {
        if (terraform != null) {
            terraform.close();
        }
    }

    @Test
    void whatMustHoldOfAStackHoldsOfAPlan() {
        var copy = tested("tested");
        run(copy, "init").assertOk();
        run(copy, "test").assertOk();
    }

    @Test
    void everySeededFaultIsFoundInAPlan() throws IOException {
        var copy = tested("faulty");
        var file = copy.resolve("cluster.tf");
        var faults = List.of(
                new Fault("subject", "landfall:landfall-runner\"", "landfall:default\""),
                new Fault("audience", "[\"api://AzureADTokenExchange\"]", "[\"api://other\"]"),
                new Fault("issuer", "= local.issuer", "= \"https://other.example.com/\""),
                new Fault("emergency", "var.runner_enabled && var.enable_emergency ? 1 : 0", "1"),
                new Fault("switch", "var.runner_enabled && var.enable_maintenance", "var.enable_maintenance"),
                new Fault("replicas", "replicas     = var.runner_enabled ? 1 : 0", "replicas = 1"),
                new Fault("given", "count = var.oidc_issuer == null ? 1 : 0", "count = 1"));
        var faulty = Files.readString(file);
        for (var fault : faults) {
            assertTrue(faulty.contains(fault.from), fault.toString());
            faulty = faulty.replace(fault.from, fault.to);
        }
        Files.writeString(file, faulty);
        var identities = copy.resolve("identities.tf");
        Files.writeString(
                identities, Files.readString(identities).replace("count = var.enable_emergency ? 1 : 0", "count = 1"));
        run(copy, "init").assertOk();
        var said = run(copy, "test").output();
        assertAll(faults.stream()
                .map(fault -> () -> assertTrue(said.contains("FAULT " + fault.said + ":"), fault + "\n" + said)));
    }

    @Test
    void rolesAreThoseOfTheTemplate() throws IOException {
        var template = Json.readTree(Files.readAllBytes(GOLDEN.resolve("arm/existing-cluster/azuredeploy.json")));
        assertEquals(AzureGrants.ofTemplate(template), AzureGrants.ofState(state));
    }

    @Test
    void rolesAreThoseOfAMachine() throws IOException {
        var machine = Json.readTree(Files.readAllBytes(GOLDEN.resolve("arm/vm-own-network/azuredeploy.json")));
        assertEquals(AzureGrants.ofTemplate(machine), AzureGrants.ofState(state));
    }

    @Test
    void eachIdentityTrustsTheRunnersAccountByOneCredential() {
        var trusting = new TreeSet<String>();
        for (var resource : state.path("resources")) {
            if (resource.path("type").asString().equals("azurerm_federated_identity_credential")) {
                var credential = resource.at("/instances/0/attributes");
                trusting.add(last(credential.path("parent_id").asString()));
                assertEquals(
                        "system:serviceaccount:landfall:landfall-runner",
                        credential.path("subject").asString());
                assertTrue(
                        credential.path("issuer").asString().startsWith("https://westeurope.oic.prod-aks.azure.com/"));
            }
        }
        assertEquals(
                Set.of(
                        "acme-bank-runner",
                        "acme-bank-provision",
                        "acme-bank-maintenance",
                        "acme-bank-deprovision",
                        "acme-bank-emergency",
                        "acme-bank-backup"),
                trusting);
    }

    @Test
    void theStatementIsWhatTheControlPlaneReads() {
        var told = values().at("/stack/statement").asString().replace("@@EVENT@@", "create");
        var statement = assertInstanceOf(StackStatement.Azure.class, Json.read(told, StackStatement.class));
        assertEquals("apps", statement.cluster());
        assertEquals("acme-bank-runner", last(statement.stack()));
        assertEquals(
                List.of("backup", "deprovision", "emergency", "maintenance", "provision"),
                List.copyOf(statement.roles().keySet()));
        Arrays.stream(StackStatement.Azure.class.getRecordComponents())
                .filter(each -> !Set.of("network", "subnets").contains(each.getName()))
                .forEach(each -> assertTrue(told.contains("\"" + each.getName() + "\":"), each.getName()));
    }

    @Test
    void theChartTakesTheValues() throws IOException {
        assumeTrue(Helm.isBuilt(), Helm.NOT_BUILT);
        var file = Files.writeString(folder.resolve("values.json"), Json.writeString(values()));
        var chart = Checkout.root().resolve("charts/landfall-runner").toString();
        var rendered = Helm.at(folder.resolve("helm"))
                .run(List.of(
                        "template", "landfall-runner", chart, "--namespace", "landfall", "--values", file.toString()));
        assertEquals(0, rendered.exit(), rendered.output());
        assertTrue(rendered.output().contains("serviceAccountName: landfall-runner"), rendered.output());
        assertTrue(rendered.output().contains("audience: \"api://AzureADTokenExchange\""), rendered.output());
        assertTrue(rendered.output().contains("kinds = [\\\"terraform\\\", \\\"action\\\"]"), rendered.output());
    }

    @Test
    void noSecretIsInState() throws IOException {
        var text = Files.readString(folder.resolve("applied/terraform.tfstate"), StandardCharsets.UTF_8);
        assertFalse(text.contains("typed-license-key"), text);
    }

    private JsonNode values() {
        var output = state.at("/outputs/helm_values/value").asString();
        return Json.readTree(output.getBytes(StandardCharsets.UTF_8));
    }

    private Path tested(String name) {
        var copy = copy(name);
        try {
            var tests = Files.createDirectories(copy.resolve("tests"));
            Files.copy(
                    Checkout.root().resolve("integration-tests/src/test/resources/stacks/azure-cluster.tftest.hcl"),
                    tests.resolve("cluster.tftest.hcl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return copy;
    }

    private Path copy(String name) {
        var copy = folder.resolve(name);
        Terraform.copy(STACK, copy);
        return copy;
    }

    private Terraform.Run run(Path where, String... command) {
        return terraform.run(
                where, Stream.concat(Stream.of(command), Stream.of("-no-color")).toList());
    }

    private static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }
}
