package dev.landfall.functionsaws.dynamodb;

import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.StoredRecord;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table. A document is {@code p} its partition, {@code s} its sort key, {@code b} its body, {@code v} its
 * version. The mark of a write id has the partition {@code <partition>/writes}, which no document can have, the write id as
 * its sort key, and {@code expires}, the table's time to live in seconds since 1970. Names are short because they are paid
 * for with every item.
 */
final class RecordItem {

    static final String PARTITION = "p";
    static final String SORT = "s";
    static final String BODY = "b";
    static final String VERSION = "v";
    static final String EXPIRES = "expires";

    private static final String WRITES = "/writes";

    private RecordItem() {}

    static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of(PARTITION, text(partition), SORT, text(sort));
    }

    static Map<String, AttributeValue> document(String partition, String sort, String body, String version) {
        return Map.of(PARTITION, text(partition), SORT, text(sort), BODY, text(body), VERSION, text(version));
    }

    static Map<String, AttributeValue> writeMark(String partition, String writeId, long expiresSeconds) {
        return Map.of(
                PARTITION,
                text(partition + WRITES),
                SORT,
                text(writeId),
                EXPIRES,
                AttributeValue.fromN(String.valueOf(expiresSeconds)));
    }

    static StoredRecord read(String partition, Map<String, AttributeValue> item) {
        return new StoredRecord(
                new RecordKey(partition, attribute(item, SORT)), attribute(item, BODY), attribute(item, VERSION));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static String attribute(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }
}
