package dev.landfall.functionsaws.secret;

import dev.landfall.controlplane.secret.SecretName;
import java.util.Optional;

/**
 * Names of secrets in Secrets Manager: {@code <prefix>/<path>.<key>}. It takes no colon, and neither a path nor a key has a
 * dot.
 */
record SecretId(String prefix) {

    String of(SecretName name) {
        return prefix + "/" + name.path() + "." + name.key();
    }

    String startingWith(String pathPrefix) {
        return prefix + "/" + pathPrefix;
    }

    /** {@code path:key}; empty for a name that is not ours. */
    Optional<String> read(String id) {
        int dot = id.lastIndexOf('.');
        return id.startsWith(prefix + "/") && dot > prefix.length()
                ? Optional.of(id.substring(prefix.length() + 1, dot) + ":" + id.substring(dot + 1))
                : Optional.empty();
    }
}
