package dev.landfall.controlplane.blob;

import dev.landfall.protocol.error.LandfallException;

/** The form of a blob's key, checked by every implementation of {@link Blobs}. */
public final class BlobKey {

    /** Longest key in characters. */
    public static final int MAX_LENGTH = 500;

    /** Longest segment between slashes in characters, so that it can be a file's name. */
    public static final int MAX_SEGMENT = 200;

    private BlobKey() {}

    /**
     * @return the key
     * @throws LandfallException INVALID when it is not a key
     */
    public static String require(String key) {
        if (key.isEmpty()
                || key.length() > MAX_LENGTH
                || !key.chars().allMatch(BlobKey::allowed)
                || !segmentsFit(key)) {
            throw LandfallException.invalid("A blob key is 1 to " + MAX_LENGTH
                    + " of A-Z, a-z, 0-9, '.', '_', '-' and '/', without segments that are empty, '.', '..' or longer than "
                    + MAX_SEGMENT + "; this one is not: '"
                    + key + "'.");
        }
        return key;
    }

    /**
     * @throws LandfallException INVALID unless it is 1 to {@link Blobs#MAX_LISTED}
     */
    public static void requireLimit(int limit) {
        if (limit < 1 || limit > Blobs.MAX_LISTED) {
            throw LandfallException.invalid(
                    "A list of blobs has 1 to " + Blobs.MAX_LISTED + " keys, not " + limit + ".");
        }
    }

    private static boolean allowed(int c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || "._-/".indexOf(c) >= 0;
    }

    private static boolean segmentsFit(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.length() > MAX_SEGMENT || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
