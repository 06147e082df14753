package dev.landfall.functionsaws.localstack;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.functionsaws.secret.SecretsManagerSecretStore;
import dev.landfall.testkit.secret.SecretStoreContract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class SecretsOnLocalStackIT extends SecretStoreContract {

    private static @Nullable Started started;
    private static SecretsManagerSecretStore secrets;

    @BeforeAll
    static void start() {
        var all = Started.start();
        started = all;
        secrets = new SecretsManagerSecretStore(all.clients()::secretsManager, "landfall");
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Override
    protected SecretStore secrets() {
        return secrets;
    }
}
