package dev.landfall.functionsazure.keyvault;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import dev.landfall.functionsazure.failure.AzureCall;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets under the vault's own names. A deleted secret keeps its name until the vault's retention is over, so writing it
 * again recovers it first.
 */
final class VaultSecrets {

    /** A vault takes seconds to recover a name. */
    private static final Duration RECOVERED_WITHIN = Duration.ofSeconds(20);

    private static final int CONFLICT = 409;

    private final SecretClient client;

    VaultSecrets(SecretClient client) {
        this.client = client;
    }

    Optional<KeyVaultSecret> find(String name) {
        try {
            return Optional.of(client.getSecret(name));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    void put(String name, String value, Map<String, String> tags) {
        var secret = new KeyVaultSecret(name, value).setProperties(new SecretProperties().setTags(tags));
        try {
            client.setSecret(secret);
        } catch (HttpResponseException e) {
            if (AzureCall.status(e) != CONFLICT) {
                throw e;
            }
            client.beginRecoverDeletedSecret(name).waitForCompletion(RECOVERED_WITHIN);
            client.setSecret(secret);
        }
    }

    /** One that is not there is none to delete, or was deleted by a call whose reply was lost. */
    void delete(String name) {
        try {
            client.beginDeleteSecret(name).poll();
        } catch (ResourceNotFoundException e) {
            // what was wanted
        }
    }

    Iterable<SecretProperties> all() {
        return client.listPropertiesOfSecrets();
    }
}
