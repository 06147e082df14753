package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackRenderTest {

    private static final Path STACKS =
            Path.of("..", "examples", "stacks").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void anExampleIsRenderedWithoutAServerAndTheSameTwice() throws IOException {
        var first = render("ec2", "--out", "one", "-o", "json");
        var second = render("ec2", "--out", "two", "-o", "json");

        assertEquals(0, first.exitCode(), first.err());
        assertEquals(first.out(), second.out());
        var file = first.json().path("files").path(0);
        assertEquals("stack.yaml", file.path("path").asString());
        assertEquals(64, file.path("sha256").asString().length());
        var template = Files.readString(folder.resolve("one/stack.yaml"));
        assertEquals(template, Files.readString(folder.resolve("two/stack.yaml")));
    }

    @Test
    void aStackForAzureIsWrittenInBothLanguages() throws IOException {
        var bicep = render("azure", "--out", "bicep", "--format", "bicep");
        var arm = render("azure", "--out", "arm", "--format", "arm");

        assertEquals(0, bicep.exitCode(), bicep.err());
        assertEquals(0, arm.exitCode(), arm.err());
        assertTrue(Files.readString(folder.resolve("bicep/main.bicep")).startsWith("targetScope = 'resourceGroup'"));
        assertTrue(Files.exists(folder.resolve("arm/azuredeploy.json")));
        assertTrue(Files.exists(folder.resolve("arm/createUiDefinition.json")));
    }

    @Test
    void aStackIsWrittenAsATerraformModule() throws IOException {
        var ended = render("ec2", "--out", "module", "--format", "terraform");

        assertEquals(0, ended.exitCode(), ended.err());
        assertTrue(Files.readString(folder.resolve("module/install.auto.tfvars"))
                .contains("name          = \"shop-acme\""));
        assertTrue(Files.exists(folder.resolve("module/state/main.tf")));
    }

    @Test
    void filesThatTerraformWouldReadBesideAModuleAreTold() throws IOException {
        var module = "git::https://git.example.com/shop.git?ref=v1.4.0";
        var first = render("ec2", "--out", "module", "--format", "terraform");
        Files.writeString(folder.resolve("module/terraform.tfvars"), "");
        var same = render("ec2", "--out", "module", "--format", "terraform");
        var other = render("ec2", "--out", "module", "--format", "terraform", "--form", "thin", "--module", module);

        assertFalse(first.out().contains("Terraform also reads"), first.out());
        assertFalse(same.out().contains("Terraform also reads"), same.out());
        assertEquals(0, other.exitCode(), other.err());
        assertTrue(
                other.out()
                        .contains(
                                "note: Terraform also reads install.auto.tfvars, network.tf, outputs.tf, phone_home.tf,"
                                        + " roles.tf, runner.tf, secrets.tf, variables.tf, versions.tf in module."
                                        + " Remove what an earlier rendering left there."),
                other.out());
        assertTrue(Files.exists(folder.resolve("module/network.tf")));
    }

    @Test
    void aStackOnAzureIsWrittenAsATerraformModuleOrItsCall() throws IOException {
        var full = render("azure", "--out", "module", "--format", "terraform");
        assertEquals(0, full.exitCode(), full.err());
        assertTrue(Files.readString(folder.resolve("module/install.auto.tfvars"))
                .contains("location      = \"westeurope\""));
        assertTrue(Files.exists(folder.resolve("module/provider.tf")));

        var module = "git::https://git.example.com/archive.git?ref=v1.4.0";
        var thin = render("azure", "--out", "thin", "--format", "terraform", "--form", "thin", "--module", module);
        assertEquals(0, thin.exitCode(), thin.err());
        var call = Files.readString(folder.resolve("thin/main.tf"));
        assertTrue(call.contains("provider \"azurerm\"") && call.contains(module), call);
    }

    @Test
    void aPublishedModuleIsCalledInOneVersion() throws IOException {
        var ended = render(
                "ec2",
                "--out",
                "thin",
                "--format",
                "terraform",
                "--form",
                "thin",
                "--module",
                "git::https://git.example.com/shop.git?ref=v1.4.0");

        assertEquals(0, ended.exitCode(), ended.err());
        var call = Files.readString(folder.resolve("thin/main.tf"));
        assertTrue(call.contains("source = \"git::https://git.example.com/shop.git?ref=v1.4.0\""), call);
        assertEquals(
                2,
                render("ec2", "--out", "x", "--format", "terraform", "--form", "thin", "--module", "shop/stack/aws")
                        .exitCode());
    }

    @Test
    void aFormThatTheFormatDoesNotHaveIsRefused() {
        for (var words : List.of(
                List.of("--form", "thin"),
                List.of("--module", "shop/stack/aws"),
                List.of("--format", "terraform", "--form", "thin"),
                List.of("--format", "terraform", "--module-version", "1.2.3"))) {
            var all = new ArrayList<>(List.of("--out", "x"));
            all.addAll(words);

            assertEquals(2, render("ec2", all.toArray(String[]::new)).exitCode(), words::toString);
        }
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void whatWasRenderedIsRecordedByItsDigestAloneAndShown() {
        try (var api = new FakeApi()) {
            var ended = render(new CommandRun(folder).against(api), "ec2", "--out", "x", "--record", "-o", "json");

            assertEquals(0, ended.exitCode(), ended.err());
            assertEquals(List.of("PUT /v1/installs/in_0123456789abcdef/stack/template"), api.lines());
            var digest = ended.json().at("/files/0/sha256").asString();
            assertEquals(
                    JsonText.tree("{\"format\":\"cloudformation\",\"files\":{\"stack.yaml\":\"" + digest + "\"}}"),
                    Json.readTree(api.last().body()));

            api.on(
                    "GET /v1/installs/acme/stack",
                    "{\"status\":\"none\",\"outputs\":{},\"template\":{\"format\":\"cloudformation\",\"files\":"
                            + "{\"stack.yaml\":\"" + digest + "\"},\"recordedAt\":\"2026-01-01T00:00:00Z\"}}");
            var shown = new CommandRun(folder).against(api).run("stack", "show", "acme");
            assertTrue(shown.out().contains("stack.yaml " + digest), shown.out());
        }
    }

    @Test
    void aStackIsWrittenThoughItCouldNotBeRecorded() {
        try (var api = new FakeApi()
                .on(
                        "PUT /v1/installs/in_0123456789abcdef/stack/template",
                        404,
                        "{\"error\":{\"kind\":\"not-found\",\"message\":\"There is no install.\"}}")) {
            var ended = render(new CommandRun(folder).against(api), "ec2", "--out", "x", "--record");

            assertNotEquals(0, ended.exitCode());
            assertTrue(Files.exists(folder.resolve("x/stack.yaml")));
        }
    }

    @Test
    void theCustomersPolicyFileIsReadBesideTheInstallFile() {
        assertEquals(0, render("ecs", "--out", "x").exitCode());
    }

    @Test
    void mistakesInTheInstallFileAreAllToldWithTheirPlaces() throws IOException {
        var bad = Files.readString(STACKS.resolve("eks.toml"))
                .replace("pool_0001", "pool 1")
                .replace("eu-central-1", "frankfurt");
        Files.writeString(folder.resolve("bad.toml"), bad);
        var ended = new CommandRun(folder)
                .run(
                        "stack",
                        "render",
                        STACKS.resolve("eks").toString(),
                        "--install",
                        "bad.toml",
                        "--format",
                        "cloudformation",
                        "--out",
                        "x");

        assertEquals(2, ended.exitCode());
        assertTrue(ended.err().contains("bad.toml:10:1: 'pool 1' is not a pool id"), ended.err());
        assertTrue(ended.err().contains("bad.toml:15:1: 'frankfurt' is not a region of AWS"), ended.err());
        assertFalse(Files.exists(folder.resolve("x")));
    }

    @Test
    void aFormatThatThereIsNotIsAMistakeInUse() {
        var ended =
                new CommandRun(folder).run("stack", "render", ".", "--install", "x", "--format", "cdk", "--out", "x");

        assertEquals(2, ended.exitCode());
        assertTrue(ended.err().contains("[CLOUDFORMATION, TERRAFORM, BICEP, ARM]"), ended.err());
    }

    @Test
    void anInstallFileThatIsNotThereIsNamed() {
        var ended = new CommandRun(folder)
                .run(
                        "stack",
                        "render",
                        STACKS.resolve("ec2").toString(),
                        "--install",
                        "absent.toml",
                        "--format",
                        "cloudformation",
                        "--out",
                        "x");

        assertEquals(2, ended.exitCode());
        assertTrue(ended.err().contains("absent.toml"), ended.err());
    }

    private CommandRun.Ended render(String example, String... more) {
        return render(new CommandRun(folder), example, more);
    }

    private static CommandRun.Ended render(CommandRun commands, String example, String... more) {
        var words = new ArrayList<>(List.of(
                "stack",
                "render",
                STACKS.resolve(example).toString(),
                "--install",
                STACKS.resolve(example + ".toml").toString()));
        if (!List.of(more).contains("--format")) {
            words.addAll(List.of("--format", "cloudformation"));
        }
        words.addAll(List.of(more));
        return commands.run(words.toArray(String[]::new));
    }
}
