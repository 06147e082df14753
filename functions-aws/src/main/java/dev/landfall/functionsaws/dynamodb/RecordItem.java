package dev.landfall.functionsaws.dynamodb;

import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.StoredRecord;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of the table. A document is {@code p} its partition, {@code s} its sort key, {@code v} its version, and {@code b}
 * its body, or {@code z} its body packed when it is large: a write is billed for each KiB that an item begins. Names are
 * short because they are paid for with every item.
 */
final class RecordItem {

    static final String PARTITION = "p";
    static final String SORT = "s";
    static final String BODY = "b";
    static final String PACKED = "z";
    static final String VERSION = "v";

    private RecordItem() {}

    static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of(PARTITION, text(partition), SORT, text(sort));
    }

    static Map<String, AttributeValue> document(String partition, String sort, String body, String version) {
        var packed = PackedBody.pack(body);
        return Map.of(
                PARTITION,
                text(partition),
                SORT,
                text(sort),
                packed.isPresent() ? PACKED : BODY,
                packed.map(bytes -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes)))
                        .orElseGet(() -> text(body)),
                VERSION,
                text(version));
    }

    static StoredRecord read(String partition, Map<String, AttributeValue> item) {
        return new StoredRecord(new RecordKey(partition, attribute(item, SORT)), body(item), attribute(item, VERSION));
    }

    private static String body(Map<String, AttributeValue> item) {
        var packed = item.get(PACKED);
        return packed == null || packed.b() == null
                ? attribute(item, BODY)
                : PackedBody.unpack(packed.b().asByteArrayUnsafe());
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    private static String attribute(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }
}
