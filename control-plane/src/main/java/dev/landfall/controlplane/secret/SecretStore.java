package dev.landfall.controlplane.secret;

import java.util.List;
import java.util.Optional;

/**
 * Secret values, encrypted at rest. Paths are {@code [A-Za-z0-9/_-]{1,200}} and start with the owner
 * ({@code org_…/…}, {@code in_…/…}); keys {@code [A-Za-z0-9_-]{1,100}}; a value has at most 64 KiB of UTF-8.
 *
 * <p>Implementations are thread-safe and put no value into an exception or a log.
 */
public interface SecretStore {

    /** Longest value in bytes of UTF-8. */
    int MAX_VALUE_BYTES = 64 * 1024;

    /** Most names in a list. */
    int MAX_LISTED = 1000;

    /** Creates or replaces; durable when it returns. */
    void put(String path, String key, String value);

    Optional<String> find(String path, String key);

    /** {@code path:key} of everything below a path prefix, ascending, at most {@value #MAX_LISTED}; never values. */
    List<String> list(String pathPrefix);

    /** @return whether there was one */
    boolean delete(String path, String key);
}
