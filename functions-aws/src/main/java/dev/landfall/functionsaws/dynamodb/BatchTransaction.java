package dev.landfall.functionsaws.dynamodb;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.protocol.digest.Sha256;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * A batch as one transaction: its writes in their order, so that the reasons of a cancelled transaction have the writes'
 * places. The client token tells a repetition: for ten minutes after a transaction has succeeded, DynamoDB answers the same
 * token as it did then and changes nothing ("Idempotency", "TransactWriteItems API"), provided that the request is the same,
 * byte for byte. So the version of what it writes is the write id, and nothing in it changes with time.
 */
final class BatchTransaction {

    private static final String ABSENT = "attribute_not_exists(" + RecordItem.PARTITION + ")";
    private static final String AT_VERSION = RecordItem.VERSION + " = :v";

    /** DynamoDB takes at most 36 characters as a client token. */
    private static final int TOKEN_BYTES = 16;

    private BatchTransaction() {}

    static TransactWriteItemsRequest of(String table, Batch batch) {
        var items = new ArrayList<TransactWriteItem>();
        for (Write write : batch.writes()) {
            items.add(
                    switch (write) {
                        case Write.Put put ->
                            put(
                                    table,
                                    RecordItem.document(batch.partition(), put.sort(), put.body(), batch.writeId()),
                                    put.precondition());
                        case Write.Delete delete ->
                            delete(table, RecordItem.key(batch.partition(), delete.sort()), delete.precondition());
                    });
        }
        return TransactWriteItemsRequest.builder()
                .transactItems(items)
                .clientRequestToken(token(batch.partition() + "/" + batch.writeId()))
                .build();
    }

    private static TransactWriteItem put(String table, Map<String, AttributeValue> item, Precondition precondition) {
        return TransactWriteItem.builder()
                .put(put -> {
                    put.tableName(table).item(item);
                    condition(
                            precondition,
                            (text, values) -> put.conditionExpression(text).expressionAttributeValues(values));
                })
                .build();
    }

    private static TransactWriteItem delete(String table, Map<String, AttributeValue> key, Precondition precondition) {
        return TransactWriteItem.builder()
                .delete(delete -> {
                    delete.tableName(table).key(key);
                    condition(
                            precondition,
                            (text, values) -> delete.conditionExpression(text).expressionAttributeValues(values));
                })
                .build();
    }

    private static void condition(
            Precondition precondition, BiConsumer<String, @Nullable Map<String, AttributeValue>> set) {
        switch (precondition) {
            case Precondition.None none -> {}
            case Precondition.Absent absent -> set.accept(ABSENT, null);
            case Precondition.AtVersion at -> set.accept(AT_VERSION, Map.of(":v", RecordItem.text(at.version())));
        }
    }

    private static String token(String text) {
        return Sha256.hex(text).substring(0, 2 * TOKEN_BYTES);
    }
}
