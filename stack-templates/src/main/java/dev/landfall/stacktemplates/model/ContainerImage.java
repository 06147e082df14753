package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/**
 * An image by its digest, so that it stays what was checked.
 *
 * @param reference {@code REPOSITORY@sha256:…}
 */
public record ContainerImage(String reference) {

    private static final Pattern FORM =
            Pattern.compile("[a-z0-9][a-z0-9.-]*(?::[0-9]+)?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)+@sha256:[0-9a-f]{64}");

    public ContainerImage {
        if (reference == null
                || reference.length() > 400
                || !FORM.matcher(reference).matches()) {
            throw LandfallException.invalid("'" + reference
                    + "' is not an image by its digest: use REGISTRY/REPOSITORY@sha256: and 64 hexadecimal digits.");
        }
    }

    /** Without the digest. */
    public String repository() {
        return reference.substring(0, reference.indexOf('@'));
    }

    /** {@code sha256:…}. */
    public String digest() {
        return reference.substring(reference.indexOf('@') + 1);
    }
}
