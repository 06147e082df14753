package dev.landfall.runner.kind.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.TerraformWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs named terraform that are missing, damaged or something else: each ends in a sentence that says what to do. */
class BrokenTerraformIT {

    private static final String INIT =
            "init) mkdir -p $TF_DATA_DIR; echo '{\"backend\":{\"type\":\"http\"}}' > $TF_DATA_DIR/terraform.tfstate ;;\n";
    private static final String VERSION = "version) echo '{\"terraform_version\":\"1.11.4\"}' ;;\n";

    @TempDir
    Path folder;

    @Test
    void aMissingProgramSaysWhatToInstall() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        var thrown = fails(new TerraformWorld(folder, folder.resolve("bin").toString()));
        assertEquals(ErrorKind.UNAVAILABLE, thrown.kind());
        assertTrue(
                thrown.publicMessage().contains("install Terraform 1.5 or newer, or OpenTofu"), thrown.publicMessage());
    }

    @Test
    void aProgramThatAlwaysFailsIsNamed() throws IOException {
        var thrown = fails(world("*) exit 1 ;;\n"));
        assertTrue(
                thrown.publicMessage().contains("ended with exit code 1 when it was asked for its version"),
                thrown.publicMessage());
    }

    @Test
    void aFailingInitShowsTheEndOfWhatItPrinted() throws IOException {
        var thrown = fails(world(VERSION + "init) echo 'registry: connection refused' >&2; exit 1 ;;\n"));
        assertEquals("terraform init ended with exit code 1: registry: connection refused", thrown.publicMessage());
    }

    @Test
    void aFailingPlanIsAFailedJobWithItsExitCode() throws IOException {
        var world = world(VERSION + INIT + "plan) echo 'Error: no such region' >&2; exit 3 ;;\n");
        var execution = world.run(work(world)).execution();
        assertEquals(JobOutcome.FAILED, execution.outcome());
        assertEquals(3, execution.exitCode());
        assertEquals("terraform plan ended with exit code 3: Error: no such region", execution.reason());
    }

    @Test
    void garbageInsteadOfAPlanIsSaid() throws IOException {
        var world = world(
                VERSION + INIT + "plan) for a; do case $a in -out=*) echo x > ${a#-out=} ;; esac; done; exit 2 ;;\n"
                        + "show) head -c 5000 /dev/urandom ;;\n");
        var thrown = assertThrows(LandfallException.class, () -> world.run(work(world)));
        assertTrue(thrown.publicMessage().contains("did not print a plan"), thrown.publicMessage());
        assertEquals(1, world.blobs().all().size(), "nothing but the config was stored");
    }

    @Test
    void theLoopbackPasswordIsKnownToTheMasker() throws IOException {
        var world = world(VERSION + INIT + "plan) echo \"$TF_HTTP_PASSWORD\" > " + folder + "/password; exit 1 ;;\n");
        world.run(work(world));
        var password = Files.readString(folder.resolve("password"), UTF_8).strip();
        assertFalse(password.isEmpty());
        assertTrue(world.lastJob().fakeSecrets().masked().contains(password));
    }

    private LandfallException fails(TerraformWorld world) {
        return assertThrows(LandfallException.class, () -> world.run(work(world)));
    }

    private static TerraformWork work(TerraformWorld world) {
        return world.planWork("resource \"terraform_data\" \"x\" {}", Map.of(), List.of());
    }

    private TerraformWorld world(String cases) throws IOException {
        var bin = Files.createDirectories(folder.resolve("bin"));
        var file = Files.writeString(bin.resolve("terraform"), "#!/bin/sh\ncase \"$1\" in\n" + cases + "esac\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new TerraformWorld(folder, bin + ":" + System.getenv("PATH"));
    }
}
