package dev.landfall.testkit.secret;

import dev.landfall.controlplane.secret.SecretName;
import dev.landfall.controlplane.secret.SecretStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** {@link SecretStore} in a sorted map, in clear. Thread-safe. */
public final class InMemorySecretStore implements SecretStore {

    private final ConcurrentSkipListMap<String, String> values = new ConcurrentSkipListMap<>();

    @Override
    public void put(String path, String key, String value) {
        SecretName.requireValue(value);
        values.put(new SecretName(path, key).text(), value);
    }

    @Override
    public Optional<String> find(String path, String key) {
        return Optional.ofNullable(values.get(new SecretName(path, key).text()));
    }

    @Override
    public List<String> list(String pathPrefix) {
        return values.tailMap(pathPrefix, true).keySet().stream()
                .takeWhile(name -> name.startsWith(pathPrefix))
                .limit(MAX_LISTED)
                .toList();
    }

    @Override
    public boolean delete(String path, String key) {
        return values.remove(new SecretName(path, key).text()) != null;
    }
}
