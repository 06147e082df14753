package dev.landfall.stacktemplates.azure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PortalLinkTest {

    @Test
    void theFormIsTheOneBesideTheTemplate() {
        assertEquals(
                "https://portal.azure.com/#create/Microsoft.Template/uri/https%3A%2F%2Fexample.com%2Fa%2Fazuredeploy.json"
                        + "/createUIDefinitionUri/https%3A%2F%2Fexample.com%2Fa%2FcreateUiDefinition.json",
                PortalLink.of(URI.create("https://example.com/a/azuredeploy.json"))
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.blob.core.windows.net/a/azuredeploy.json?sv=2024&sig=0123456789abcdef",
                "http://example.com/azuredeploy.json",
                "https://user:0123456789abcdef@example.com/azuredeploy.json",
                "https://example.com",
                "file:///azuredeploy.json"
            })
    void anAddressThatEndsOrIsNotReadableIsRefusedAndNotShownWhole(String template) {
        var refused = assertThrows(LandfallException.class, () -> PortalLink.of(URI.create(template)));

        assertFalse(refused.publicMessage().contains("0123456789abcdef"), refused.publicMessage());
    }
}
