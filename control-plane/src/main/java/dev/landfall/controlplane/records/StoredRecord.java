package dev.landfall.controlplane.records;

/**
 * A document as it stands.
 *
 * @param body JSON text
 * @param version opaque token that every write changes
 */
public record StoredRecord(RecordKey key, String body, String version) {}
