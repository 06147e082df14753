package dev.landfall.functionsaws.dynamodb;

import dev.landfall.controlplane.records.RecordQuery;

/**
 * The sort keys that a query means, as the inclusive bounds of {@code BETWEEN}. Keys consist of the characters {@code !} to
 * {@code ~}; the bounds use the ones just outside.
 */
record SortRange(String from, String to) {

    private static final String FIRST = "!";
    private static final String BEFORE_ALL = " ";
    private static final String AFTER_ALL = "\u007f";

    static SortRange of(RecordQuery query) {
        var from = query.sortPrefix().isEmpty() ? FIRST : query.sortPrefix();
        var after = query.after().map(key -> key + BEFORE_ALL).orElse(from);
        return new SortRange(after.compareTo(from) > 0 ? after : from, query.sortPrefix() + AFTER_ALL);
    }

    /** DynamoDB takes no range whose bounds are crossed. */
    boolean isEmpty() {
        return from.compareTo(to) > 0;
    }
}
