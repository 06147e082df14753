package dev.landfall.controlplane.records;

import java.util.List;

/**
 * @param more whether documents follow after the last one; an engine may say so and then answer an empty page
 */
public record RecordPage(List<StoredRecord> records, boolean more) {

    public RecordPage {
        records = List.copyOf(records);
    }
}
