package dev.landfall.functionsazure.keyvault;

import dev.landfall.controlplane.secret.SecretName;
import dev.landfall.protocol.digest.Sha256;
import java.util.Map;
import java.util.Optional;

/**
 * What a secret is called in the vault. Vault names are 127 of {@code A-Z a-z 0-9 -} without difference of case, ours are
 * longer and richer: the vault's name is a digest of ours, and ours stands in its tags.
 */
final class VaultSecretName {

    private static final String PREFIX = "landfall-";
    private static final String PATH_TAG = "landfall-path";
    private static final String KEY_TAG = "landfall-key";
    private static final int PART_DIGEST = 16;

    private VaultSecretName() {}

    static String of(SecretName name) {
        return PREFIX + Sha256.hex(name.text());
    }

    /** Of one part of a value that is too long for one secret of the vault; other values have other parts. */
    static String part(String name, String value, int index) {
        return name + "-" + Sha256.hex(value).substring(0, PART_DIGEST) + "-" + index;
    }

    static Map<String, String> tags(SecretName name) {
        return Map.of(PATH_TAG, name.path(), KEY_TAG, name.key());
    }

    /** Empty for a secret of somebody else, and for a part of ours. */
    static Optional<SecretName> read(Map<String, String> tags) {
        return tags != null && tags.containsKey(PATH_TAG) && tags.containsKey(KEY_TAG)
                ? Optional.of(new SecretName(tags.get(PATH_TAG), tags.get(KEY_TAG)))
                : Optional.empty();
    }
}
