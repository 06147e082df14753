package dev.landfall.testkit.secret;

import dev.landfall.controlplane.secret.SecretStore;

class InMemorySecretStoreTest extends SecretStoreContract {

    private final InMemorySecretStore secrets = new InMemorySecretStore();

    @Override
    protected SecretStore secrets() {
        return secrets;
    }
}
