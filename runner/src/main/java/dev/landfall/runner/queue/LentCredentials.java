package dev.landfall.runner.queue;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;

/** Reads the credentials of a lent access by name. */
public final class LentCredentials {

    private LentCredentials() {}

    /**
     * @throws LandfallException INVALID when the control plane lent none of that name
     */
    public static String require(QueueAccess access, String name) {
        var value = access.credentials().get(name);
        if (value == null || value.isBlank()) {
            throw LandfallException.invalid(
                    "The control plane lent a queue of type '" + access.type() + "' without its '" + name
                            + "'. Control plane and runner are too far apart in version, or a proxy changed the reply.");
        }
        return value;
    }
}
