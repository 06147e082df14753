package dev.landfall.functionsaws.dynamodb;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * A batch as one transaction: first the mark of its write id, then its writes in their order, so that the reasons of a
 * cancelled transaction have the writes' places plus one. The same batch makes the same request, byte for byte, all day
 * long: DynamoDB refuses a client token that comes with other parameters. So the version of what it writes is the write id,
 * and marks end with a day.
 */
final class BatchTransaction {

    /** How long a write id is remembered at least; the port asks for ten minutes. */
    private static final Duration MARK_KEPT = Duration.ofDays(1);

    private static final String ABSENT = "attribute_not_exists(" + RecordItem.PARTITION + ")";
    private static final String AT_VERSION = RecordItem.VERSION + " = :v";

    /** DynamoDB takes at most 36 characters as a client token. */
    private static final int TOKEN_BYTES = 16;

    private BatchTransaction() {}

    static TransactWriteItemsRequest of(String table, Batch batch, Instant now) {
        long day = now.getEpochSecond() / MARK_KEPT.toSeconds();
        long expires = (day + 2) * MARK_KEPT.toSeconds();
        var items = new ArrayList<TransactWriteItem>();
        items.add(put(table, RecordItem.writeMark(batch.partition(), batch.writeId(), expires), Precondition.absent()));
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
                .clientRequestToken(token(batch.partition() + "/" + batch.writeId() + "/" + day))
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
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, TOKEN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256.", e);
        }
    }
}
