package dev.landfall.formats.appconfig;

import java.util.ArrayDeque;
import java.util.Optional;

/** Paths inside the config directory. */
final class RelativePath {

    private RelativePath() {}

    /**
     * A path as seen from a directory, in its plain form; {@code .} for the root. Empty when it leaves the config directory, is absolute or
     * has a backslash.
     *
     * @param directory plain, {@code .} for the root
     */
    static Optional<String> resolve(String directory, String path) {
        if (path.startsWith("/") || path.indexOf('\\') >= 0 || path.isBlank()) {
            return Optional.empty();
        }
        var segments = new ArrayDeque<String>();
        for (var segment : (directory + "/" + path).split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return Optional.of(segments.isEmpty() ? "." : String.join("/", segments));
    }

    /** The directory that a file lies in. */
    static String directoryOf(String file) {
        var slash = file.lastIndexOf('/');
        return slash < 0 ? "." : file.substring(0, slash);
    }
}
