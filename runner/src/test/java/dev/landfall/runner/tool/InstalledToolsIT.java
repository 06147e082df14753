package dev.landfall.runner.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledToolsIT {

    @TempDir
    Path folder;

    @Test
    void findsAProgramAndItsVersion() throws IOException {
        program("terraform", "echo '{\"terraform_version\":\"1.11.4\"}'");
        var tool = tools(TerraformChoice.ANY).terraform();
        assertEquals(new Tool("terraform", folder.resolve("terraform"), "1.11.4"), tool);
    }

    @Test
    void takesTofuWhereThereIsNoTerraform() throws IOException {
        program("tofu", "echo '{\"terraform_version\":\"1.9.0\"}'");
        assertEquals("tofu", tools(TerraformChoice.ANY).terraform().name());
        assertThrows(
                LandfallException.class, () -> tools(TerraformChoice.TERRAFORM).terraform());
    }

    @Test
    void theChoiceDecidesBetweenTwo() throws IOException {
        program("terraform", "echo '{\"terraform_version\":\"1.11.4\"}'");
        program("tofu", "echo '{\"terraform_version\":\"1.9.0\"}'");
        assertEquals("1.9.0", tools(TerraformChoice.TOFU).terraform().version());
        assertEquals("1.11.4", tools(TerraformChoice.ANY).terraform().version());
    }

    @Test
    void aMissingProgramSaysWhatToInstall() {
        var terraform = assertThrows(
                LandfallException.class, () -> tools(TerraformChoice.ANY).terraform());
        assertEquals(ErrorKind.UNAVAILABLE, terraform.kind());
        assertEquals(
                "No executable terraform or tofu is on the runner's PATH: install Terraform 1.5 or newer, or OpenTofu, "
                        + "then run the job again.",
                terraform.publicMessage());
        var git = assertThrows(
                LandfallException.class, () -> tools(TerraformChoice.ANY).git());
        assertTrue(git.publicMessage().contains("install git"), git.publicMessage());
    }

    @Test
    void garbageIsQuotedAndRefused() throws IOException {
        program("terraform", "printf 'Segmentation fault \\001\\377 (core dumped)'");
        var thrown = assertThrows(
                LandfallException.class, () -> tools(TerraformChoice.ANY).terraform());
        assertTrue(thrown.publicMessage().contains("Segmentation fault"), thrown.publicMessage());
        assertTrue(thrown.publicMessage().contains("Install it again"), thrown.publicMessage());
    }

    @Test
    void jsonThatIsNoVersionIsGarbage() throws IOException {
        for (var answer : new String[] {"[]", "null", "{\"terraform_version\":7}", "{\"terraform_version\":\"1\"}"}) {
            program("terraform", "echo '" + answer + "'");
            assertThrows(
                    LandfallException.class, () -> tools(TerraformChoice.ANY).terraform(), answer);
        }
    }

    @Test
    void aFailingProgramIsRefusedWithItsExitCode() throws IOException {
        program("git", "exit 3");
        var thrown = assertThrows(
                LandfallException.class, () -> tools(TerraformChoice.ANY).git());
        assertTrue(thrown.publicMessage().contains("exit code 3"), thrown.publicMessage());
    }

    @Test
    void endlessOutputDoesNotHang() throws IOException {
        program("terraform", "while :; do echo garbage garbage garbage; done");
        assertThrows(LandfallException.class, () -> tools(TerraformChoice.ANY).terraform());
    }

    @Test
    void asksAgainWhenTheProgramChanges() throws IOException {
        var tools = tools(TerraformChoice.ANY);
        program("git", "echo git version 2.39.5");
        assertEquals("2.39.5", tools.git().version());
        program("git", "echo git version 2.50.1.windows.1");
        assertEquals("2.50.1", tools.git().version());
    }

    @Test
    void versionsLeavesOutWhatIsBroken() throws IOException {
        program("git", "echo git version 2.39.5");
        program("terraform", "exit 1");
        assertEquals(Map.of("git", "2.39.5"), tools(TerraformChoice.ANY).versions());
    }

    private InstalledTools tools(TerraformChoice choice) {
        return new InstalledTools(folder + "::relative", choice);
    }

    private void program(String name, String body) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
