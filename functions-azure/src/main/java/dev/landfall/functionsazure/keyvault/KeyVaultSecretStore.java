package dev.landfall.functionsazure.keyvault;

import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import dev.landfall.controlplane.secret.SecretName;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.functionsazure.failure.AzureCall;
import dev.landfall.protocol.error.LandfallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * {@link SecretStore} in a Key Vault of its own. The vault takes 25 KB a secret: a longer value is written in parts, which
 * are there before the secret that names them, so that a reader sees the old value or the new one. Listing looks at every
 * secret of the vault, {@value #MAX_SCANNED} at most. Thread-safe.
 */
public final class KeyVaultSecretStore implements SecretStore {

    /** Most secrets of the vault that a list looks at; a page of the vault has 25. */
    public static final int MAX_SCANNED = 10_000;

    /** At most 24,000 bytes of UTF-8. */
    private static final int PART_CHARACTERS = 8_000;

    /** The vault refuses an empty value, and this says that the value stands here. */
    private static final String WHOLE = "=";

    private static final String PARTS_TAG = "landfall-parts";

    /** Somebody may replace a value between the reads of its parts. */
    private static final int MAX_READS = 3;

    private final VaultSecrets vault;

    public KeyVaultSecretStore(SecretClient client) {
        this.vault = new VaultSecrets(client);
    }

    @Override
    public void put(String path, String key, String value) {
        var secret = new SecretName(path, key);
        SecretName.requireValue(value);
        AzureCall.run("store the secret '" + secret.text() + "'", () -> {
            var name = VaultSecretName.of(secret);
            var before = vault.find(name);
            write(secret, name, value);
            before.ifPresent(replaced -> deleteParts(name, replaced, value));
        });
    }

    @Override
    public Optional<String> find(String path, String key) {
        var secret = new SecretName(path, key);
        return AzureCall.answer("read the secret '" + secret.text() + "'", () -> read(VaultSecretName.of(secret)));
    }

    @Override
    public List<String> list(String pathPrefix) {
        return AzureCall.answer("list secrets", () -> {
            var names = new TreeSet<String>();
            int scanned = 0;
            for (var properties : vault.all()) {
                if (++scanned > MAX_SCANNED) {
                    throw LandfallException.limit("The key vault has more than " + MAX_SCANNED
                            + " secrets, which is more than a list looks at.");
                }
                VaultSecretName.read(properties.getTags())
                        .filter(name -> name.path().startsWith(pathPrefix))
                        .ifPresent(name -> names.add(name.text()));
            }
            return names.stream().limit(MAX_LISTED).toList();
        });
    }

    @Override
    public boolean delete(String path, String key) {
        var secret = new SecretName(path, key);
        return AzureCall.answer("delete the secret '" + secret.text() + "'", () -> {
            var name = VaultSecretName.of(secret);
            var before = vault.find(name);
            vault.delete(name);
            before.ifPresent(gone -> deleteParts(name, gone, ""));
            return before.isPresent();
        });
    }

    private void write(SecretName secret, String name, String value) {
        var tags = new HashMap<>(VaultSecretName.tags(secret));
        if (value.length() < PART_CHARACTERS) {
            vault.put(name, WHOLE + value, tags);
            return;
        }
        var parts = parts(value);
        for (int i = 0; i < parts.size(); i++) {
            vault.put(VaultSecretName.part(name, value, i), parts.get(i), Map.of(PARTS_TAG, "part"));
        }
        tags.put(PARTS_TAG, String.valueOf(parts.size()));
        vault.put(name, VaultSecretName.part(name, value, 0), tags);
    }

    private Optional<String> read(String name) {
        for (int i = 0; i < MAX_READS; i++) {
            var head = vault.find(name);
            if (head.isEmpty()) {
                return Optional.empty();
            }
            var value = value(head.get());
            if (value.isPresent()) {
                return value;
            }
        }
        throw LandfallException.unavailable("A secret is being replaced all the time; try again.", null);
    }

    /** Empty when a part is gone, as the value was replaced meanwhile. */
    private Optional<String> value(KeyVaultSecret head) {
        var names = partNames(head);
        if (names.isEmpty()) {
            return Optional.of(head.getValue().substring(WHOLE.length()));
        }
        var value = new StringBuilder();
        for (var name : names) {
            var part = vault.find(name);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            value.append(part.get().getValue());
        }
        return Optional.of(value.toString());
    }

    private void deleteParts(String name, KeyVaultSecret replaced, String by) {
        var first = VaultSecretName.part(name, by, 0);
        for (var part : partNames(replaced)) {
            if (!replaced.getValue().equals(first)) {
                vault.delete(part);
            }
        }
    }

    private static List<String> partNames(KeyVaultSecret head) {
        var tags = head.getProperties().getTags();
        var count = tags == null ? null : tags.get(PARTS_TAG);
        if (count == null) {
            return List.of();
        }
        var first = head.getValue();
        var stem = first.substring(0, first.length() - 1);
        return IntStream.range(0, Integer.parseInt(count))
                .mapToObj(i -> stem + i)
                .toList();
    }

    /** Never cut between the halves of one character. */
    private static List<String> parts(String value) {
        var parts = new ArrayList<String>();
        for (int from = 0; from < value.length(); ) {
            int to = Math.min(value.length(), from + PART_CHARACTERS);
            if (to < value.length() && Character.isHighSurrogate(value.charAt(to - 1))) {
                to--;
            }
            parts.add(value.substring(from, to));
            from = to;
        }
        return parts;
    }
}
