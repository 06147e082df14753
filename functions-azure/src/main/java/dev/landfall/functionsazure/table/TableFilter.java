package dev.landfall.functionsazure.table;

import dev.landfall.controlplane.records.RecordQuery;
import org.jspecify.annotations.Nullable;

/** Filters in the query language of Table Storage (OData). Row keys are compared character by character. */
final class TableFilter {

    private TableFilter() {}

    /**
     * The entities of a query and, where a prefix has no next text, perhaps some after them.
     */
    static String of(RecordQuery query) {
        var filter = new StringBuilder("PartitionKey eq '")
                .append(quoted(query.partition()))
                .append("' and RowKey ge '")
                .append(query.sortPrefix().isEmpty() ? WriteMarkers.BEFORE_RECORDS : quoted(query.sortPrefix()))
                .append('\'');
        var end = after(query.sortPrefix());
        if (end != null) {
            filter.append(" and RowKey lt '").append(quoted(end)).append('\'');
        }
        query.after()
                .ifPresent(sort ->
                        filter.append(" and RowKey gt '").append(quoted(sort)).append('\''));
        return filter.toString();
    }

    /** In a text literal a quote is written twice. */
    static String quoted(String text) {
        return text.replace("'", "''");
    }

    /** A text greater than every one that starts with the prefix, of printable characters; null where there is none. */
    private static @Nullable String after(String prefix) {
        int length = prefix.length();
        while (length > 0 && prefix.charAt(length - 1) == '~') {
            length--;
        }
        return length == 0 ? null : prefix.substring(0, length - 1) + (char) (prefix.charAt(length - 1) + 1);
    }
}
