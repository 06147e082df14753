package dev.landfall.controlplane.records;

import dev.landfall.protocol.error.LandfallException;

/**
 * Where a document is: printable ASCII without {@code / \ # ?} and space, each part at most {@value #MAX_LENGTH}
 * characters (Azure Table Storage's rules, the narrowest of the engines).
 */
public record RecordKey(String partition, String sort) {

    /** Longest partition or sort key, in characters. */
    public static final int MAX_LENGTH = 500;

    public RecordKey {
        require(partition, "partition");
        require(sort, "sort");
    }

    static void require(String part, String which) {
        if (part.isEmpty() || part.length() > MAX_LENGTH || !part.chars().allMatch(RecordKey::allowed)) {
            throw LandfallException.invalid("A " + which + " key is 1 to " + MAX_LENGTH
                    + " printable ASCII characters without / \\ # ? and space; this one is not: '" + part + "'.");
        }
    }

    private static boolean allowed(int c) {
        return c > ' ' && c < 127 && c != '/' && c != '\\' && c != '#' && c != '?';
    }
}
