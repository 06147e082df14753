package dev.landfall.functionsaws.localstack;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.functionsaws.secret.SecretsManagerSecretStore;
import dev.landfall.testkit.secret.SecretStoreContract;
import org.junit.jupiter.api.BeforeAll;

@OnLocalStack
class SecretsOnLocalStackIT extends SecretStoreContract {

    private static SecretsManagerSecretStore secrets;

    @BeforeAll
    static void start() {
        var all = Started.get();
        secrets = new SecretsManagerSecretStore(all.clients()::secretsManager, "landfall");
    }

    @Override
    protected SecretStore secrets() {
        return secrets;
    }
}
