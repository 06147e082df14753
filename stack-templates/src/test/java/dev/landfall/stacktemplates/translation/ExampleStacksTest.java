package dev.landfall.stacktemplates.translation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.formats.appconfig.AppConfig;
import dev.landfall.formats.appconfig.AppConfigReader;
import dev.landfall.formats.files.ConfigArchive;
import dev.landfall.formats.files.ConfigFiles;
import dev.landfall.stacktemplates.azure.AzureRendering;
import dev.landfall.stacktemplates.cloudformation.CloudFormation;
import dev.landfall.stacktemplates.model.CustomerSecret.Source;
import dev.landfall.stacktemplates.model.NestedTemplate;
import dev.landfall.stacktemplates.model.OperationRole;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.StackModel;
import dev.landfall.stacktemplates.rendering.Golden;
import dev.landfall.stacktemplates.terraform.ModuleSource;
import dev.landfall.stacktemplates.terraform.aws.AwsTerraform;
import dev.landfall.stacktemplates.terraform.azure.AzureTerraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples become the stacks that were looked at; mistakes in an install's file are told with their places. */
final class ExampleStacksTest {

    private static final Path EXAMPLES = Path.of("..", "examples", "stacks");

    @ParameterizedTest
    @ValueSource(strings = {"ec2", "ecs", "eks"})
    void anExampleIsTheTemplateThatWasLookedAt(String name) throws IOException {
        Golden.check(
                "cloudformation/example-" + name,
                new CloudFormation().render(model(name)).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec2", "ecs", "eks"})
    void anExampleIsTheModuleThatWasLookedAt(String name) throws IOException {
        Golden.check(
                "terraform/example-" + name,
                AwsTerraform.full().render(model(name)).orElseThrow());
    }

    @Test
    void anExampleIsTheCallOfAModuleThatWasLookedAt() throws IOException {
        var source = new ModuleSource("registry.example.com/shop/stack/aws", "1.4.0");
        Golden.check(
                "terraform/example-ec2-thin",
                AwsTerraform.thin(source).render(model("ec2")).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure", "aks"})
    void anExampleForAzureIsTheTemplatesThatWereLookedAt(String name) throws IOException {
        Golden.check(
                "arm/example-" + name, AzureRendering.arm().render(model(name)).orElseThrow());
        Golden.check(
                "bicep/example-" + name,
                AzureRendering.bicep().render(model(name)).orElseThrow());
    }

    @Test
    void theExampleForAzureIsTheModuleThatWasLookedAt() throws IOException {
        Golden.check(
                "terraform/example-azure",
                AzureTerraform.full().render(model("azure")).orElseThrow());
        var source = new ModuleSource("registry.example.com/archive/stack/azurerm", "1.4.0");
        Golden.check(
                "terraform/example-azure-thin",
                AzureTerraform.thin(source).render(model("azure")).orElseThrow());
    }

    @Test
    void theExampleForAClusterOnAzureIsTheModuleThatWasLookedAt() throws IOException {
        Golden.check(
                "terraform/example-aks",
                AzureTerraform.full().render(model("aks")).orElseThrow());
        var source = new ModuleSource("registry.example.com/ledger/stack/azurerm", "1.4.0");
        Golden.check(
                "terraform/example-aks-thin",
                AzureTerraform.thin(source).render(model("aks")).orElseThrow());
    }

    @Test
    void rolesInputsAndSecretsComeFromTheConfig() throws IOException {
        var model = model("ec2");

        assertEquals(
                List.of("deprovision", "maintenance", "provision", "emergency"),
                model.roles().stream().map(OperationRole::name).toList());
        assertFalse(model.roles().getLast().enabledByDefault());
        assertEquals("shop-acme", model.name().value());
        assertEquals(2, model.inputs().size());
        assertEquals(Source.GENERATED, model.secrets().getLast().source());
        assertTrue(String.valueOf(model.policyFile()).startsWith("kinds ="));
    }

    @Test
    void aClusterOfTheCustomersIsAHost() throws IOException {
        assertTrue(model("eks").host() instanceof RunnerHost.ExistingCluster);
    }

    @Test
    void everyMistakeInAnInstallsFileIsToldWithItsPlace() throws IOException {
        var good = Files.readString(EXAMPLES.resolve("ec2.toml"));
        var bad = good.replace("eu-central-1", "frankfurt")
                .replace("pool_0001", "pool 1")
                .replace("disk_gib", "disk_gb")
                .replace("vendor", "vendors");

        var problems = StackFactsReader.read("acme.toml", bad).problems().stream()
                .map(Object::toString)
                .toList();
        assertEquals(
                List.of(
                        "acme.toml:1:1: 'vendor' is missing.",
                        "acme.toml:4:1: There is no 'vendors' here; did you mean 'vendor'?",
                        "acme.toml:10:1: 'pool 1' is not a pool id: use the id as Landfall printed it (letters,"
                                + " digits, '_' and '-').",
                        "acme.toml:15:1: 'frankfurt' is not a region of AWS, such as eu-central-1.",
                        "acme.toml:22:1: There is no 'disk_gb' here; did you mean 'disk_gib'?"),
                problems);
    }

    @Test
    void aCustomRoleIsForTheActionsThatNameIt() throws IOException {
        var files = Files.createTempDirectory("app");
        Files.writeString(files.resolve("metadata.toml"), "version = \"v2\"\n");
        Files.createDirectories(files.resolve("permissions"));
        for (var name : List.of("backup", "spare")) {
            Files.writeString(
                    files.resolve("permissions/" + name + ".toml"),
                    "type = \"custom\"\nname = \"" + name + "\"\ndescription = \"x\"\n[[policies]]\n"
                            + "managed_policy_name = \"ReadOnlyAccess\"\n");
        }
        Files.createDirectories(files.resolve("actions"));
        Files.writeString(files.resolve("actions/save.toml"), """
            name = "save"
            timeout = "1m"
            role = "backup"
            [[triggers]]
            type = "manual"
            [[steps]]
            name = "one"
            inline_contents = "true"
            """);

        var roles = StackTranslation.translate("x", config(files), facts("ec2"), null)
                .orElseThrow()
                .roles();

        assertEquals("[action:save]", roles.get(0).operations().toString());
        assertEquals("[action:*, component:*]", roles.get(1).operations().toString());
        assertFalse(roles.get(0).enabledByDefault());
    }

    @Test
    void templatesOfTheVendorsOwnComeInTheirOrderAndOursReplaceNetworkAndRunner() throws IOException {
        var files = Files.createTempDirectory("app");
        Files.writeString(files.resolve("metadata.toml"), "version = \"v2\"\n");
        Files.writeString(files.resolve("stack.toml"), """
            type = "aws-cloudformation"
            name = "shop-{{.nuon.install.name}}"
            vpc_nested_template_url = "https://artifacts.s3.us-west-2.amazonaws.com/vpc/stack.yaml"
            runner_nested_template_url = "https://artifacts.s3.us-west-2.amazonaws.com/runner/stack.yaml"
            [[custom_nested_stacks]]
            name = "cache"
            template_url = "https://shop.s3.amazonaws.com/{{.nuon.install.name}}/cache.yaml"
            index = 2
            [[custom_nested_stacks]]
            name = "database"
            template_url = "https://shop.s3.amazonaws.com/database.yaml"
            index = 1
            parameters = { Owner = "{{.nuon.install.id}}", Network = "${Vpc}" }
            """);
        Files.writeString(files.resolve("sandbox.toml"), """
            terraform_version = "1.11.4"
            directory = "modules"
            [vars]
            host = "{{.nuon.install_stack.outputs.custom_nested_stacks.database.outputs.Endpoint}}"
            """);
        Files.writeString(Files.createDirectory(files.resolve("modules")).resolve("main.tf"), "# none\n");

        var reading = StackTranslation.translate("x", config(files), facts("ec2"), null);

        var nested = reading.orElseThrow().nested();
        assertEquals(
                List.of("database", "cache"),
                nested.stream().map(NestedTemplate::name).toList());
        assertEquals(
                "{Network=${Vpc}, Owner=in_0123456789abcdef}",
                nested.getFirst().parameters().toString());
        assertEquals("[Endpoint]", nested.getFirst().outputs().toString());
        assertEquals(
                "https://shop.s3.amazonaws.com/acme/cache.yaml",
                nested.getLast().address());
        assertEquals(
                List.of(
                        "stack.toml:3:1: 'vpc_nested_template_url' is not used: the stack makes its own network or takes the"
                                + " customer's, as [network] of the install's file says.",
                        "stack.toml:4:1: 'runner_nested_template_url' is not used: the stack has its own runner, as [host] of"
                                + " the install's file says."),
                reading.notices().stream()
                        .map(notice -> notice.toString().replaceAll(" What it makes.*", ""))
                        .toList());
    }

    @Test
    void aSecretWithADefaultIsRefusedBecauseItWouldStandInTheStack() throws IOException {
        var files = Files.createTempDirectory("app");
        Files.writeString(files.resolve("metadata.toml"), "version = \"v2\"\n");
        Files.writeString(
                files.resolve("secrets.toml"),
                "[[secret]]\nname = \"key\"\ndescription = \"x\"\ndefault = \"hunter2\"\n");

        var problems = StackTranslation.translate("x", config(files), facts("ec2"), null)
                .problems();

        assertTrue(problems.getFirst().toString().startsWith("secrets.toml:"), problems.toString());
        assertTrue(problems.getFirst().message().contains("would stand in the stack in clear"), problems.toString());
        assertFalse(problems.toString().contains("hunter2"));
    }

    private static StackModel model(String name) throws IOException {
        var facts = facts(name);
        var policy = facts.policyFile() == null ? null : Files.readString(EXAMPLES.resolve(facts.policyFile()));
        return StackTranslation.translate(name, config(EXAMPLES.resolve(name)), facts, policy)
                .orElseThrow();
    }

    private static StackFacts facts(String name) throws IOException {
        return StackFactsReader.read(name + ".toml", Files.readString(EXAMPLES.resolve(name + ".toml")))
                .orElseThrow();
    }

    private static AppConfig config(Path folder) throws IOException {
        var archive = ConfigArchive.pack(folder).orElseThrow();
        return AppConfigReader.read(ConfigFiles.ofArchive(archive).orElseThrow())
                .orElseThrow();
    }
}
