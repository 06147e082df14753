package dev.landfall.stacktemplates.rendering;

import dev.landfall.protocol.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A file of a stack.
 *
 * @param path relative, with {@code /}
 * @param text UTF-8, lines end with {@code \n}
 */
public record RenderedFile(String path, String text) {

    private static final Pattern PATH =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

    public RenderedFile {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("Not a relative path: " + path);
        }
    }

    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lower-case hex. */
    public String sha256() {
        return Sha256.hex(bytes());
    }
}
