package dev.landfall.integration.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.ShellCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Format, references, types and required arguments of the modules and examples, and the modules' own tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TerraformModulesIT {

    /** Against this every seeded fault is made. */
    private static final String SOUND = """
            resource "aws_sqs_queue" "it" {
              name                       = "queue"
              visibility_timeout_seconds = 30
            }

            resource "aws_launch_template" "it" {
              name = "template"

              metadata_options {
                http_tokens = "required"
              }
            }

            resource "aws_iam_role" "it" {
              assume_role_policy = jsonencode({ queue = aws_sqs_queue.it.arn })
            }
            """;

    private Terraform terraform;
    private Path folder;

    @BeforeAll
    void copyTheModules(@TempDir Path empty) throws IOException {
        folder = empty;
        terraform = Terraform.in(empty);
        Files.createDirectories(empty.resolve("seeded"));
        Files.copy(empty.resolve("aws-runner-pool/versions.tf"), empty.resolve("seeded/versions.tf"));
        terraform.run("seeded", "init", "-no-color").assertOk();
    }

    @AfterAll
    void stop() {
        if (terraform != null) {
            terraform.close();
        }
    }

    @Test
    void allFilesAreFormatted() {
        terraform.run("", "fmt", "-check", "-recursive", "-diff", "-no-color").assertOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"examples/aws-complete", "examples/azure-complete"})
    void anExampleIsValid(String example) {
        terraform.run(example, "init", "-no-color").assertOk();
        terraform.run(example, "validate", "-no-color").assertOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runner-bootstrap",
                "aws-control-plane",
                "aws-runner-pool",
                "azure-control-plane",
                "azure-runner-pool"
            })
    void aModuleIsValidAndItsTestsPass(String module) {
        terraform.run(module, "init", "-no-color").assertOk();
        terraform.run(module, "validate", "-no-color").assertOk();
        terraform.run(module, "test", "-no-color").assertOk();
    }

    @Test
    void theUnchangedFileIsFoundSound() throws IOException {
        Files.writeString(folder.resolve("seeded/main.tf"), SOUND);
        terraform.run("seeded", "validate", "-no-color").assertOk();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "unknown argument | visibility_timeout_seconds | visibility_timeout | Unsupported argument",
                "unknown nested argument | http_tokens | http_token | Unsupported argument",
                "unknown block | metadata_options { | metadata { | Unsupported block type",
                "wrong type | = 30 | = \"soon\" | a number is required",
                "missing argument | assume_role_policy = jsonencode({ queue = aws_sqs_queue.it.arn }) | name = \"role\" | Missing required argument",
                "reference to no attribute | aws_sqs_queue.it.arn | aws_sqs_queue.it.address | Unsupported attribute",
                "reference to no resource | aws_sqs_queue.it.arn | aws_sqs_queue.other.arn | Reference to undeclared resource",
                "two blocks where one may be | metadata_options { | metadata_options {}  metadata_options { | Too many metadata_options blocks",
                "block as attribute | metadata_options { | metadata_options = { | Unsupported argument",
                "value of a read-only attribute | name                       = \"queue\" | arn = \"arn\" | Value for unconfigurable attribute",
                "unknown type | \"aws_sqs_queue\" | \"aws_sqs_queues\" | Invalid resource type",
            })
    void aSeededFaultIsFound(String fault, String from, String to, String said) throws IOException {
        var faulty = SOUND.replace(from, to.replace("  ", "\n"));
        assertNotEquals(SOUND, faulty, fault);
        Files.writeString(folder.resolve("seeded/main.tf"), faulty);
        var run = terraform.run("seeded", "validate", "-no-color");
        assertEquals(1, run.exit(), fault);
        assertTrue(run.output().replaceAll("\\s+", " ").contains(said), run.output());
    }

    @Test
    void theFormatOfAnUnformattedFileIsFound() throws IOException {
        var unformatted = Files.createDirectories(folder.resolve("unformatted"));
        Files.writeString(unformatted.resolve("main.tf"), "locals {\na=1\n}\n");
        assertEquals(3, terraform.run(unformatted, List.of("fmt", "-check")).exit());
        Files.delete(unformatted.resolve("main.tf"));
    }

    @Test
    void shellCheckFindsNothingInTheBootstrap() {
        assumeTrue(
                ShellCheck.canBeHad(),
                "neither shellcheck nor python3 is on the PATH: install one to check the bootstrap");
        assertEquals("", ShellCheck.installed().findings("sh", terraform.folder("runner-bootstrap/bootstrap.sh")));
    }
}
