package dev.landfall.runner.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.LandfallException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionRuleTest {

    private static final Tool INSTALLED = new Tool("terraform", Path.of("/usr/bin/terraform"), "1.11.4");

    @Test
    void theSameVersionNeedsNoNotice() {
        assertEquals(Optional.empty(), VersionRule.check("1.11.4", INSTALLED));
        assertEquals(Optional.empty(), VersionRule.check("v1.11", INSTALLED));
    }

    @Test
    void anotherPatchIsANotice() {
        var notice = VersionRule.check("1.11.0", INSTALLED).orElseThrow();
        assertTrue(notice.contains("1.11.4"), notice);
    }

    @Test
    void anotherMinorIsRefusedWithBothVersions() {
        var thrown = assertThrows(LandfallException.class, () -> VersionRule.check("1.1.4", INSTALLED));
        assertEquals(
                "The config asks for terraform 1.1.4 and this runner has 1.11.4: install 1.1.x on the runner, or change "
                        + "the version in the config.",
                thrown.publicMessage());
    }

    @Test
    void textThatIsNoVersionIsRefused() {
        assertThrows(LandfallException.class, () -> VersionRule.check("latest", INSTALLED));
        assertThrows(LandfallException.class, () -> VersionRule.check("~> 1.11", INSTALLED));
    }
}
