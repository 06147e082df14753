package dev.landfall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLinkTest {

    private static final Path STACKS =
            Path.of("..", "examples", "stacks").toAbsolutePath().normalize();
    private static final String IN_S3 = "https://acme-stacks.s3.eu-central-1.amazonaws.com/shop/stack.yaml";
    private static final String IN_AZURE = "https://acmestacks.blob.core.windows.net/shop/azuredeploy.json";

    @TempDir
    Path folder;

    @Test
    void aLinkOpensTheConsoleWithTheStackFilledIn() {
        var ended = link("ec2", IN_S3, "--no-check", "--region", "eu-west-1", "--parameter", "VpcCidr=10.0.0.0/16");

        assertEquals(0, ended.exitCode(), ended.err());
        assertEquals(
                "https://eu-west-1.console.aws.amazon.com/cloudformation/home?region=eu-west-1#/stacks/quickcreate"
                        + "?templateURL=https%3A%2F%2Facme-stacks.s3.eu-central-1.amazonaws.com%2Fshop%2Fstack.yaml"
                        + "&stackName=shop-acme&param_VpcCidr=10.0.0.0%2F16",
                ended.out().strip());
    }

    @Test
    void theRegionIsThatOfTheInstallUnlessItIsSaid() {
        assertTrue(link("ec2", IN_S3, "--no-check", "-o", "json")
                .json()
                .path("link")
                .asString()
                .startsWith("https://eu-central-1.console.aws.amazon.com/"));
    }

    @Test
    void aLinkOpensThePortalWithTemplateAndForm() {
        var ended = link("azure", IN_AZURE, "--no-check");

        assertEquals(0, ended.exitCode(), ended.err());
        assertEquals(
                "https://portal.azure.com/#create/Microsoft.Template/uri/"
                        + "https%3A%2F%2Facmestacks.blob.core.windows.net%2Fshop%2Fazuredeploy.json/createUIDefinitionUri/"
                        + "https%3A%2F%2Facmestacks.blob.core.windows.net%2Fshop%2FcreateUiDefinition.json",
                ended.out().strip());
    }

    @Test
    void anAddressThatEndsWithASessionIsRefusedWithoutItsSignature() {
        for (var cloud : List.of("ec2", "azure")) {
            var ended = link(cloud, (cloud.equals("ec2") ? IN_S3 : IN_AZURE) + "?sig=0123456789abcdef", "--no-check");

            assertEquals(2, ended.exitCode());
            assertTrue(ended.err().contains("without a signature"), ended.err());
            assertFalse(ended.err().contains("0123456789abcdef"), ended.err());
        }
    }

    @Test
    void whatTheCloudDoesNotTakeIsRefused() {
        assertEquals(
                2,
                link("azure", IN_AZURE, "--no-check", "--region", "eu-west-1").exitCode());
        assertEquals(2, link("ec2", IN_AZURE, "--no-check").exitCode());
        assertEquals(
                2,
                link("ec2", IN_S3, "--no-check", "--parameter", "SecretLicenseKey=x")
                        .exitCode());
        assertEquals(2, link("ec2", IN_S3, "--no-check", "--region", "here").exitCode());
    }

    @Test
    void anAddressWhereNothingAnswersGivesNoLink() {
        try (var api = new FakeApi()) {
            // speaks no TLS
            var ended = link("azure", api.url().replace("http:", "https:") + "/shop/azuredeploy.json");

            assertEquals("", ended.out());
            assertTrue(ended.exitCode() != 0);
            assertTrue(ended.err().contains("could not be reached"), ended.err());
        }
    }

    private CommandRun.Ended link(String example, String address, String... more) {
        var words = new ArrayList<>(List.of(
                "stack",
                "link",
                STACKS.resolve(example).toString(),
                "--install",
                STACKS.resolve(example + ".toml").toString(),
                "--template",
                address));
        words.addAll(List.of(more));
        return new CommandRun(folder).run(words.toArray(String[]::new));
    }
}
