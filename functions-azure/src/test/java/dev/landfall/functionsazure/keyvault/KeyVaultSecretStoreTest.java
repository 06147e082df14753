package dev.landfall.functionsazure.keyvault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.emulators.FakeKeyVault;
import dev.landfall.functionsazure.azurite.AzuriteStorage;
import dev.landfall.testkit.secret.SecretStoreContract;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyVaultSecretStoreTest extends SecretStoreContract {

    private static final FakeKeyVault VAULT = AzuriteStorage.keyVault();
    private static final SecretStore SECRETS =
            new KeyVaultSecretStore(AzuriteStorage.clients().secrets(VAULT.uri()));

    private final String path = "org_" + UUID.randomUUID();

    @Override
    protected SecretStore secrets() {
        return SECRETS;
    }

    @Test
    void aDeletedSecretCanBeWrittenAgain() {
        SECRETS.put(path, "key", "first");
        SECRETS.delete(path, "key");
        SECRETS.put(path, "key", "second");

        assertEquals(Optional.of("second"), SECRETS.find(path, "key"));
        assertEquals(List.of(path + ":key"), SECRETS.list(path));
    }

    @Test
    void aLongValueMayBecomeShortAndLongAgain() {
        var long1 = "😀".repeat(10_000);
        var long2 = "x".repeat(50_000);
        for (var value : List.of(long1, "short", long2, long1, long1, "short")) {
            SECRETS.put(path, "key", value);
            assertEquals(Optional.of(value), SECRETS.find(path, "key"));
        }
        assertEquals(List.of(path + ":key"), SECRETS.list(path));
        assertTrue(SECRETS.delete(path, "key"));
        assertEquals(Optional.empty(), SECRETS.find(path, "key"));
    }

    @Test
    void namesThatDifferInCaseAloneAreDifferentSecrets() {
        SECRETS.put(path, "key", "lower");
        SECRETS.put(path, "KEY", "upper");

        assertEquals(Optional.of("lower"), SECRETS.find(path, "key"));
        assertEquals(Optional.of("upper"), SECRETS.find(path, "KEY"));
    }

    @Test
    void aListGoesOnOverThePagesOfTheVault() {
        IntStream.range(0, 60).forEach(i -> SECRETS.put(path, "k" + i, "v"));

        assertEquals(60, SECRETS.list(path).size());
    }
}
