package dev.landfall.testkit.fault;

import dev.landfall.controlplane.secret.SecretStore;
import java.util.List;
import java.util.Optional;

/** {@link SecretStore} that fails as told; calls are {@code SecretStore.put} and so on. */
public final class FaultySecretStore implements SecretStore {

    private final SecretStore secrets;
    private final FaultyCalls calls;

    public FaultySecretStore(SecretStore secrets, Faults faults) {
        this.secrets = secrets;
        this.calls = new FaultyCalls("SecretStore", faults);
    }

    @Override
    public void put(String path, String key, String value) {
        calls.run("put", () -> secrets.put(path, key, value));
    }

    @Override
    public Optional<String> find(String path, String key) {
        return calls.call("find", () -> secrets.find(path, key));
    }

    @Override
    public List<String> list(String pathPrefix) {
        return calls.call("list", () -> secrets.list(pathPrefix));
    }

    @Override
    public boolean delete(String path, String key) {
        return calls.call("delete", () -> secrets.delete(path, key));
    }
}
