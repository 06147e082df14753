package dev.landfall.functionslocal.secret;

import dev.landfall.controlplane.secret.SecretName;
import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.functionslocal.file.HostKey;
import dev.landfall.protocol.error.LandfallException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@link SecretStore} in one file, each value encrypted with AES-256-GCM under a key in a file of its own (mode 0600).
 * Every change replaces the file whole. In memory values stay encrypted until somebody asks. Thread-safe; one process has
 * the file at a time.
 */
public final class EncryptedFileSecretStore implements SecretStore {

    /** Every change writes all of them. */
    public static final int MAX_SECRETS = 10_000;

    private final SecretFile file;
    private final SecretCipher cipher;
    private SortedMap<String, byte[]> secrets;

    private EncryptedFileSecretStore(SecretFile file, SecretCipher cipher, SortedMap<String, byte[]> secrets) {
        this.file = file;
        this.cipher = cipher;
        this.secrets = secrets;
    }

    /**
     * Opens the file, or starts an empty store with a new key when neither file is there.
     *
     * @throws LandfallException INTERNAL when the file was cut, changed or belongs to another key, or its key is gone;
     *     CONFLICT when a newer Landfall wrote it; UNAVAILABLE when a file cannot be read or written
     */
    public static EncryptedFileSecretStore open(Path file, Path keyFile) {
        if (Files.exists(file) && !Files.exists(keyFile)) {
            throw LandfallException.internal(
                    "The secrets " + file + " cannot be read because their key " + keyFile
                            + " is missing. Restore the key from a backup; without it the values are lost, so move the file away"
                            + " and set the secrets again.",
                    null);
        }
        var cipher = new SecretCipher(HostKey.readOrCreate(keyFile));
        var secretFile = new SecretFile(file, cipher);
        return new EncryptedFileSecretStore(secretFile, cipher, secretFile.read());
    }

    @Override
    public synchronized void put(String path, String key, String value) {
        SecretName.requireValue(value);
        var name = new SecretName(path, key).text();
        var changed = new TreeMap<>(secrets);
        changed.put(name, cipher.encrypt(name, value));
        if (changed.size() > MAX_SECRETS) {
            throw LandfallException.limit("The secret was not stored: there are " + MAX_SECRETS
                    + " already, and that is the most this store takes. Remove some that nobody uses.");
        }
        file.write(changed);
        secrets = changed;
    }

    @Override
    public synchronized Optional<String> find(String path, String key) {
        var name = new SecretName(path, key).text();
        return Optional.ofNullable(secrets.get(name)).map(stored -> decrypt(name, stored));
    }

    @Override
    public synchronized List<String> list(String pathPrefix) {
        return secrets.tailMap(pathPrefix).keySet().stream()
                .takeWhile(name -> name.startsWith(pathPrefix))
                .limit(MAX_LISTED)
                .toList();
    }

    @Override
    public synchronized boolean delete(String path, String key) {
        var name = new SecretName(path, key).text();
        if (!secrets.containsKey(name)) {
            return false;
        }
        var changed = new TreeMap<>(secrets);
        changed.remove(name);
        file.write(changed);
        secrets = changed;
        return true;
    }

    private String decrypt(String name, byte[] stored) {
        try {
            return cipher.decrypt(name, stored);
        } catch (GeneralSecurityException e) {
            throw file.damaged("the value of '" + name + "' does not belong to that name");
        }
    }
}
