package dev.landfall.functionsazure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AzureConfigTest {

    private static final Map<String, String> LEAST = Map.of(
            "LANDFALL_STORAGE_ACCOUNT", "acme123",
            "LANDFALL_VAULT", "https://acme.vault.azure.net",
            "LANDFALL_SIGNING_KEY", "https://acme.vault.azure.net/keys/signing/1",
            "LANDFALL_SIGNING_CERTIFICATE", "a.b.c",
            "LANDFALL_ROOT_KEY", "{}");

    @Test
    void theAccountsNameGivesItsEndpoints() {
        var config = AzureConfig.from(LEAST);

        assertEquals(URI.create("https://acme123.table.core.windows.net"), config.table());
        assertEquals(URI.create("https://acme123.queue.core.windows.net"), config.queue());
        assertEquals(URI.create("https://acme123.blob.core.windows.net"), config.blob());
        assertEquals("landfall", config.tableName());
        assertEquals("landfall", config.queuePrefix());
        assertEquals(Optional.empty(), config.identityClientId());
        assertEquals("default", config.orgName());
    }

    @Test
    void anotherCloudsEndpointsCanBeNamed() {
        var settings = new HashMap<>(LEAST);
        settings.put("LANDFALL_TABLE_ENDPOINT", "https://acme123.table.core.chinacloudapi.cn");

        assertEquals(
                URI.create("https://acme123.table.core.chinacloudapi.cn"),
                AzureConfig.from(settings).table());
    }

    @Test
    void allProblemsAreSaidAtOnce() {
        var failure =
                assertThrows(LandfallException.class, () -> AzureConfig.from(Map.of("LANDFALL_VAULT", "http://x")));

        assertEquals(5, failure.problems().size(), failure.problems().toString());
    }
}
