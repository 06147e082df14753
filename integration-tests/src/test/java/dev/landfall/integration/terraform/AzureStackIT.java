package dev.landfall.integration.terraform;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.integration.process.Checkout;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.stack.StackStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** An install's stack on Azure in Terraform: what its files say, what a plan of them has, and what there is when it is applied. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AzureStackIT {

    private static final Path GOLDEN = Checkout.root().resolve("stack-templates/src/test/golden");
    private static final String STACK = "azure-own-network";
    private static final String TYPED = "typed-license-key";
    private static final String TYPED_BASE64 = "dHlwZWQtcGFzc3dvcmQ=";

    private final ObjectMapper json = new ObjectMapper();
    private Terraform terraform;
    private Path folder;
    private JsonNode state;

    /** Whatever breaks one rule each. */
    private record Fault(String said, String file, String from, String to) {}

    @BeforeAll
    void applyTheStack(@TempDir Path empty) throws IOException {
        folder = empty;
        terraform =
                Terraform.of(GOLDEN.resolve("terraform/" + STACK), Files.createDirectories(empty.resolve("source")));
        var applied = copy(STACK, "applied");
        Files.writeString(applied.resolve("terraform.tfvars"), """
                resource_group               = "acme"
                secret_license_key           = "%s"
                secret_smtp_password         = "%s"
                secret_smtp_password_version = 1
                input_domain                 = "archive.example.com"
                enable_emergency             = true
                enable_backup                = true
                """.formatted(TYPED, TYPED_BASE64));
        run(applied, "init").assertOk();
        run(applied, "plan", "-out=plan").assertOk();
        run(applied, "apply", "plan").assertOk();
        state = json.readTree(Files.readString(applied.resolve("terraform.tfstate")));
    }

    @AfterAll
    void stop() {
        if (terraform != null) {
            terraform.close();
        }
    }

    static List<String> stacks() throws IOException {
        try (var all = Files.list(GOLDEN.resolve("terraform"))) {
            return all.map(each -> each.getFileName().toString())
                    .filter(each -> (each.contains("azure") || each.contains("aks")) && !each.endsWith("-thin"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void aStackIsValid(String stack) {
        var copy = copy(stack, "valid-" + stack);
        run(copy, "init").assertOk();
        run(copy, "validate").assertOk();
    }

    @Test
    void aCallOfThePublishedModuleIsValid() throws IOException {
        var copy = copy("example-azure-thin", "thin");
        var published = copy("example-azure", "thin/published");
        Files.delete(published.resolve("provider.tf"));
        Files.delete(published.resolve("install.auto.tfvars"));
        var main = copy.resolve("main.tf");
        var here = Files.readString(main).replaceFirst("source +=.*\n +version +=.*\n", "source = \"./published\"\n");
        Files.writeString(main, here);
        assertTrue(here.contains("./published"), here);
        run(copy, "init").assertOk();
        run(copy, "validate").assertOk();
    }

    @Test
    void whatMustHoldOfAStackHoldsOfAPlan() {
        var copy = tested(copy(STACK, "tested"));
        run(copy, "init").assertOk();
        run(copy, "test").assertOk();
        run(copy.resolve("state"), "init").assertOk();
        run(copy.resolve("state"), "test").assertOk();
    }

    @Test
    void everySeededFaultIsFoundInAPlan() throws IOException {
        var network = "\n      subnet_id = local.subnet_id\n";
        var group = "data.azurerm_resource_group.this.id";
        var subscription = "\"/subscriptions/${data.azurerm_client_config.this.subscription_id}\"";
        var faults = List.of(
                new Fault(
                        "password",
                        "machine.tf",
                        "disable_password_authentication = true",
                        "disable_password_authentication = false"),
                new Fault(
                        "address", "machine.tf", network, network + "      public_ip_address {\n name = \"open\"\n}\n"),
                new Fault(
                        "encryption",
                        "machine.tf",
                        "secure_boot_enabled             = true",
                        "secure_boot_enabled = false"),
                new Fault("repair", "machine.tf", "\"Replace\"", "\"Restart\""),
                new Fault("switch", "machine.tf", "var.runner_enabled ? 1 : 0", "1"),
                new Fault("inbound", "network.tf", "\"Deny\"", "\"Allow\""),
                new Fault("outbound", "network.tf", "= var.egress_ports", "= concat(var.egress_ports, [\"22\"])"),
                new Fault(
                        "network",
                        "network.tf",
                        "default_outbound_access_enabled = false",
                        "default_outbound_access_enabled = true"),
                new Fault("scope", "identities.tf", "scope              = " + group, "scope = " + subscription),
                new Fault("definition", "identities.tf", "[" + group + "]", "[" + subscription + "]"),
                new Fault("emergency", "identities.tf", "count = var.enable_emergency ? 1 : 0", "count = 1"),
                new Fault("secret", "vault.tf", "value_wo         = var.secret_license_key", "value = \"plain\""),
                new Fault("version", "vault.tf", "= var.secret_smtp_password_version\n", "= 1\n"),
                new Fault("vault", "vault.tf", "purge_protection_enabled   = true", "purge_protection_enabled = false"),
                new Fault(
                        "log", "log.tf", "local_authentication_enabled = false", "local_authentication_enabled = true"),
                new Fault("tags", "main.tf", "\"landfall:stack\"   = var.name", "other = var.name"));
        var copy = tested(copy(STACK, "faulty"));
        for (var fault : faults) {
            change(copy, fault);
        }
        change(copy, new Fault("", "variables.tf", "var.vm_size != \"\"", "true || var.vm_size == \"\""));
        run(copy, "init").assertOk();
        var said = run(copy, "test").output();
        assertAll(Stream.concat(
                        faults.stream().map(fault -> "FAULT " + fault.said + ":"),
                        Stream.of("Missing expected failure"))
                .map(each -> () -> assertTrue(said.contains(each), each + "\n" + said)));
    }

    @Test
    void everySeededFaultOfTheStatesIsFoundInAPlan() throws IOException {
        var faults = List.of(
                new Fault(
                        "keys",
                        "main.tf",
                        "shared_access_key_enabled        = false",
                        "shared_access_key_enabled = true"),
                new Fault("versions", "main.tf", "versioning_enabled = true", "versioning_enabled = false"),
                new Fault("lock", "main.tf", "\"CanNotDelete\"", "\"ReadOnly\""));
        var copy = tested(copy(STACK, "faulty-states")).resolve("state");
        for (var fault : faults) {
            change(copy, fault);
        }
        run(copy, "init").assertOk();
        var said = run(copy, "test").output();
        assertAll(faults.stream().map(fault -> () -> assertTrue(said.contains("FAULT " + fault.said + ":"), said)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "wrong argument | machine.tf | instances  | instance  | An argument named \"instance\" is not expected here",
                "secret as plain argument | vault.tf | value_wo         = var.secret_license_key | value = var.secret_license_key | Ephemeral values are not valid",
                "secret as output | outputs.tf | value       = module.state.account | value = var.secret_license_key | Output refers to sensitive values",
                "reference to nothing | log.tf | azurerm_key_vault.this.id | azurerm_key_vault.that.id | Reference to undeclared resource",
            })
    void whatTerraformItselfRefusesIsRefused(String fault, String file, String from, String to, String said)
            throws IOException {
        var copy = copy(STACK, "refused-" + fault.replace(' ', '-'));
        change(copy, new Fault(said, file, from, to));
        run(copy, "init").assertOk();
        var run = run(copy, "validate");
        assertEquals(1, run.exit(), fault);
        assertTrue(run.output().replaceAll("[\\s│]+", " ").contains(said), run.output());
    }

    @Test
    void noSecretIsInPlanOrState() throws IOException {
        var applied = folder.resolve("applied");
        // what was made up says so, beside the names of what made it
        var kept = Stream.of(TYPED, TYPED_BASE64, "random_password.result");
        var read = new StringBuilder(Files.readString(applied.resolve("terraform.tfstate")));
        try (var plan = new ZipFile(applied.resolve("plan").toFile())) {
            for (var entry : Collections.list(plan.entries())) {
                try (var in = plan.getInputStream(entry)) {
                    read.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        kept.forEach(secret -> assertFalse(read.indexOf(secret) >= 0, secret));
        assertTrue(read.indexOf("archive.example.com") >= 0, "the plan was not read");
    }

    @Test
    void theStatementIsWhatTheControlPlaneReads() {
        var script = decoded(extension("phone-home").path("script").asString());
        assertFalse(script.replace("@@EVENT@@", "").contains("@@"), script);
        var told = decoded(script.split("echo '", 2)[1].split("'", 2)[0]).replace("@@EVENT@@", "create");
        var statement = assertInstanceOf(StackStatement.Azure.class, Json.read(told, StackStatement.class));
        assertEquals(attribute("azurerm_linux_virtual_machine_scale_set", "id"), statement.stack());
        assertEquals(
                List.of("backup", "deprovision", "emergency", "maintenance", "provision"),
                List.copyOf(statement.roles().keySet()));
        assertEquals(
                "https://acmebank-",
                Objects.requireNonNull(statement.secrets().get("smtp_password")).substring(0, 17));
        assertEquals("[\"a\",\"b\"]", String.valueOf(statement.inputs().get("zones")));
        assertEquals(
                "\"archive.example.com\"", String.valueOf(statement.inputs().get("domain")));
        Arrays.stream(StackStatement.Azure.class.getRecordComponents())
                .filter(each -> !each.getName().equals("cluster"))
                .forEach(each -> assertTrue(told.contains("\"" + each.getName() + "\":"), each.getName()));
    }

    @Test
    void theMachineIsToldItsSettings() {
        var script = decoded(attribute("azurerm_linux_virtual_machine_scale_set", "custom_data"));
        var told = script.split("SERVICE_ENVIRONMENT_BASE64='", 2)[1].split("'", 2)[0];
        assertTrue(decoded(told).contains("LANDFALL_RUNNER_POOL='pool_0001'\n"), decoded(told));
        assertTrue(script.contains("export PLAN_KEY='https://acmebank-"), script);
        assertTrue(script.contains("systemctl start --no-block landfall-runner.service"), script);
        assertFalse(script.contains("@@"), script);
    }

    @Test
    void rolesAreThoseOfTheTemplate() throws IOException {
        var template = json.readTree(Files.readString(GOLDEN.resolve("arm/vm-own-network/azuredeploy.json")));
        assertEquals(AzureGrants.ofTemplate(template), AzureGrants.ofState(state));
    }

    @Test
    void aSecondPlanChangesNothing() {
        var again = run(
                folder.resolve("applied"),
                "plan",
                "-detailed-exitcode",
                "-lock=false",
                "-var",
                "network_cidr=10.0.0.0/16");
        assertEquals(0, again.exit(), again.output());
    }

    @Test
    void theStatesStayWhenTheStackGoes() throws IOException {
        var applied = folder.resolve("applied");
        var gone = Files.createDirectories(folder.resolve("gone"));
        try (var files = Files.walk(applied)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = gone.resolve(applied.relativize(file).toString());
                if (!Files.exists(target)) {
                    Files.copy(file, target);
                }
            }
        }
        var refused = run(gone, "destroy", "-auto-approve");
        assertEquals(1, refused.exit(), refused.output());
        assertTrue(refused.output().contains("Instance cannot be destroyed"), refused.output());
        run(gone, "state", "rm", "module.state").assertOk();
        var destroyed = run(gone, "destroy", "-auto-approve").assertOk().output();
        assertFalse(destroyed.contains("azurerm_storage"), destroyed);
    }

    private Path copy(String stack, String name) {
        var copy = folder.resolve(name);
        Terraform.copy(GOLDEN.resolve("terraform").resolve(stack), copy);
        return copy;
    }

    private static Path tested(Path stack) {
        try {
            var resources = Checkout.root().resolve("integration-tests/src/test/resources/stacks");
            var ofStack = Files.createDirectories(stack.resolve("tests"));
            Files.copy(resources.resolve("azure.tftest.hcl"), ofStack.resolve("azure.tftest.hcl"));
            var ofStates = Files.createDirectories(stack.resolve("state/tests"));
            Files.copy(resources.resolve("azure-states.tftest.hcl"), ofStates.resolve("states.tftest.hcl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stack;
    }

    private static void change(Path stack, Fault fault) throws IOException {
        var file = stack.resolve(fault.file);
        var before = Files.readString(file);
        var place = Arrays.stream(fault.from.split(" +")).map(Pattern::quote).collect(Collectors.joining(" +"));
        var after = Pattern.compile(place).matcher(before).replaceFirst(Matcher.quoteReplacement(fault.to));
        assertNotEquals(before, after, fault.toString());
        Files.writeString(file, after);
    }

    private Terraform.Run run(Path where, String... command) {
        var arguments = Stream.of(command);
        return terraform.run(
                where,
                command[0].equals("state")
                        ? arguments.toList()
                        : Stream.concat(arguments, Stream.of("-no-color")).toList());
    }

    private String attribute(String type, String name) {
        return instance(type).path(name).asString();
    }

    private JsonNode extension(String name) {
        for (var extension : instance("azurerm_linux_virtual_machine_scale_set").path("extension")) {
            if (extension.path("name").asString().equals(name)) {
                return json.readTree(extension.path("settings").asString());
            }
        }
        throw new AssertionError("There is no extension " + name + ".");
    }

    private JsonNode instance(String type) {
        for (var resource : state.path("resources")) {
            if (resource.path("type").asString().equals(type)) {
                return resource.at("/instances/0/attributes");
            }
        }
        throw new AssertionError("There is no " + type + ".");
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
