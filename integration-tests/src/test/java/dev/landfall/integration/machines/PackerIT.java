package dev.landfall.integration.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.integration.process.Checkout;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image templates as Packer reads them, without any account. What names plug-ins is left out: older versions do not know it. */
final class PackerIT {

    private static final Path PACKER = Checkout.root().resolve("packer");

    @TempDir
    Path folder;

    @BeforeEach
    void copyTheTemplates() throws IOException {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "packer"))),
                "packer is not on the PATH: install one to check the image templates");
        Files.copy(PACKER.resolve("runner.pkr.hcl"), folder.resolve("runner.pkr.hcl"));
        Files.copy(PACKER.resolve("provision.sh"), folder.resolve("provision.sh"));
        Files.writeString(folder.resolve("archive.tar.gz"), "an archive");
    }

    @Test
    void packerFindsNothing() throws Exception {
        var run = validate();
        assertEquals(0, run.exit(), run.output());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "misspelt argument | encrypt_boot | encrypt_boots",
                "missing argument | instance_type           = \"t3.small\" | ",
                "misspelt block | source_ami_filter { | source_ami_filters {",
                "missing script | provision.sh\" | provisions.sh\"",
                "unknown variable | var.archive_sha256 | var.archive_sha512",
                "unknown source | \"source.azure-arm.x86\" | \"source.azure-arm.x68\"",
                "azure: misspelt argument | image_publisher | image_publishers",
                "missing volume type | volume_size           = 16 | volume_size           = \"big\"",
            })
    void aSeededFaultIsFound(String fault, String from, String to) throws Exception {
        var sound = Files.readString(folder.resolve("runner.pkr.hcl"));
        var faulty = sound.replace(from, to == null ? "" : to);
        assertNotEquals(sound, faulty, fault);
        Files.writeString(folder.resolve("runner.pkr.hcl"), faulty);
        var run = validate();
        assertTrue(run.exit() != 0, fault + ": " + run.output());
    }

    private Machine.Ended validate() throws Exception {
        var archive = folder.resolve("archive.tar.gz");
        var command = new ArrayList<>(List.of("packer", "validate"));
        for (var variable : List.of(
                "archive=" + archive,
                "archive_sha256=" + "0".repeat(64),
                "archive_arm64=" + archive,
                "azure_subscription_id=subscription",
                "azure_client_id=client",
                "azure_client_secret=of-azure",
                "azure_tenant_id=tenant")) {
            command.addAll(List.of("-var", variable));
        }
        command.add("runner.pkr.hcl");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("CHECKPOINT_DISABLE", "1");
        builder.environment().put("PACKER_CONFIG_DIR", folder.resolve("config").toString());
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Machine.Ended(process.waitFor(), output);
    }
}
