package dev.landfall.controlplane.secretaccess;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.job.SecretRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Secrets that members set. Their paths are relative to the org and kept below {@code <org>/}. Thread-safe. */
public final class VendorSecrets {

    private final SecretStore store;

    public VendorSecrets(SecretStore store) {
        this.store = store;
    }

    /**
     * A value to keep.
     *
     * @param path such as {@code shop/database}
     */
    public record NewSecret(
            @Nullable String path,
            @Nullable String key,
            @Nullable String value) {

        @Override
        public String toString() {
            return "NewSecret[" + path + ":" + key + "]";
        }
    }

    /** Where a secret is. */
    public record SecretView(String path, String key) {}

    /**
     * @throws LandfallException INVALID for a name or an empty value; LIMIT for a value that is too long
     */
    public void put(OrgId org, NewSecret secret) {
        if (secret.path() == null
                || secret.key() == null
                || secret.value() == null
                || secret.value().isEmpty()) {
            throw LandfallException.invalid("A secret needs a path, a key and a value that is not empty.");
        }
        var name = name(secret.path(), secret.key());
        store.put(below(org, name.path()), name.key(), secret.value());
    }

    /** Names below a prefix, ascending. */
    public List<SecretView> list(OrgId org, String prefix) {
        return store.list(below(org, prefix)).stream()
                .map(SecretRef::parse)
                .map(ref -> new SecretView(ref.path().substring(org.value().length() + 1), ref.key()))
                .toList();
    }

    /**
     * @throws LandfallException NOT_FOUND
     */
    public void delete(OrgId org, String path, String key) {
        var name = name(path, key);
        if (!store.delete(below(org, name.path()), name.key())) {
            throw LandfallException.notFound("There is no secret '" + name + "'; nothing was removed.");
        }
    }

    private static SecretRef name(String path, String key) {
        if (path.startsWith("/") || path.endsWith("/") || path.contains("//")) {
            throw LandfallException.invalid("A secret's path is segments with single '/' between them.");
        }
        return new SecretRef(path, key);
    }

    private static String below(OrgId org, String path) {
        return org.value() + "/" + path;
    }
}
