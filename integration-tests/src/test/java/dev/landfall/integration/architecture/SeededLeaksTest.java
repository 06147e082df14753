package dev.landfall.integration.architecture;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.landfall.controlplane.seeded.AwsInAPort;
import dev.landfall.controlplane.seeded.AzureInAPort;
import dev.landfall.controlplane.signing.Signer;
import org.junit.jupiter.api.Test;

/** The rules find what they are there for: each fails on a class that was made to break it. */
class SeededLeaksTest {

    @Test
    void aTypeOfAnSdkInAPortIsFound() {
        finds(SdkRules.AWS_STAYS_IN_ITS_MODULE, "AttributeValue", AwsInAPort.class);
        finds(SdkRules.AZURE_STAYS_IN_ITS_MODULE, "TableEntity", AzureInAPort.class);
    }

    @Test
    void aTypeOfAnSdkBesideAPortsMethodsIsFoundWithinAGenericType() {
        finds(
                SdkRules.PORTS_SHOW_NO_SDK,
                "SignResponse",
                dev.landfall.functionsaws.seeded.LeakingSigner.class,
                Signer.class);
        finds(
                SdkRules.PORTS_SHOW_NO_SDK,
                "SignResult",
                dev.landfall.functionsazure.seeded.LeakingSigner.class,
                Signer.class);
    }

    private static void finds(ArchRule rule, String leaked, Class<?>... classes) {
        var seeded = new ClassFileImporter().importClasses(classes);
        var violation = assertThrows(AssertionError.class, () -> rule.check(seeded));
        var found = String.valueOf(violation.getMessage());
        assertTrue(found.contains(leaked), found);
    }
}
