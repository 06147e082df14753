package dev.landfall.controlplane.stack;

import dev.landfall.protocol.error.LandfallException;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What an install's stack was rendered as last, by digests alone: the files stay with the vendor and the customer. Kept in the
 * install's partition under {@value #SORT}.
 *
 * @param format of the command line's, such as {@code cloudformation}
 * @param files SHA-256 in hex of each, by its path
 * @param recordedAt when these digests were new
 */
record StackTemplate(String format, SortedMap<String, String> files, Instant recordedAt, String recordedBy) {

    static final String SORT = "stack-template";

    static final int MAX_FILES = 50;

    private static final Pattern FORMAT = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,199}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * @throws LandfallException INVALID when it describes no rendered files
     */
    StackTemplate {
        if (format == null || !FORMAT.matcher(format).matches()) {
            throw LandfallException.invalid("Give 'format', such as cloudformation.");
        }
        if (files == null || files.isEmpty() || files.size() > MAX_FILES) {
            throw LandfallException.invalid("Give 'files', 1 to " + MAX_FILES + " paths with their SHA-256.");
        }
        files.forEach((path, digest) -> {
            if (!PATH.matcher(path).matches()
                    || digest == null
                    || !SHA256.matcher(digest).matches()) {
                throw LandfallException.invalid(
                        "'files' must map paths to the SHA-256 of their bytes, 64 of 0-9 and a-f; one is otherwise.");
            }
        });
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    boolean hasSameFiles(StackTemplate other) {
        return format.equals(other.format) && files.equals(other.files);
    }
}
