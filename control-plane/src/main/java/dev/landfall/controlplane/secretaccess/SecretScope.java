package dev.landfall.controlplane.secretaccess;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.job.SecretRef;
import java.util.List;
import java.util.Optional;

/**
 * What the jobs of one owner may refer to.
 *
 * @param owner for messages: {@code project 'shop'}
 * @param own the install whose inputs and outputs are in reach too
 * @param prefixes path prefixes below the org, each a whole segment or more
 */
public record SecretScope(OrgId org, String owner, Optional<InstallId> own, List<String> prefixes) {

    /** Most prefixes of an owner. */
    public static final int MAX_PREFIXES = 50;

    public SecretScope {
        prefixes = List.copyOf(prefixes);
    }

    /**
     * The reference as it travels: with the full path in the store.
     *
     * @param written as it stands in a value
     * @throws LandfallException FORBIDDEN when it is out of reach
     */
    public SecretRef onTheWire(SecretRef written) {
        if (own.isPresent() && within(written.path(), own.get().value())) {
            return written;
        }
        if (prefixes.stream().noneMatch(prefix -> within(written.path(), prefix))) {
            throw LandfallException.forbidden("The " + owner + " refers to the secret '" + written
                    + "', which is out of its reach: it may use secrets below "
                    + (prefixes.isEmpty() ? "no path" : String.join(", ", prefixes)) + ".");
        }
        return new SecretRef(org.value() + "/" + written.path(), written.key());
    }

    private static boolean within(String path, String prefix) {
        return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
    }
}
