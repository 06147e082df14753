package dev.landfall.functionsaws.dynamodb;

import dev.landfall.controlplane.records.Batch;
import dev.landfall.controlplane.records.BatchOutcome;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.records.RecordPage;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.controlplane.records.Records;
import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.functionsaws.client.AwsCall;
import dev.landfall.protocol.error.LandfallException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * {@link Records} in one DynamoDB table: a partition of the port is a partition of the table, a batch is one transaction.
 * Reads are strongly consistent. Thread-safe.
 */
public final class DynamoDbRecords implements Records {

    private static final AwsCall GET = new AwsCall("The record could not be read", "dynamodb:GetItem");
    private static final AwsCall QUERY = new AwsCall("The records could not be listed", "dynamodb:Query");
    private static final AwsCall WRITE =
            new AwsCall("The records could not be written", "dynamodb:PutItem and dynamodb:DeleteItem");

    private static final String IN_RANGE =
            RecordItem.PARTITION + " = :p AND " + RecordItem.SORT + " BETWEEN :from AND :to";

    private final Supplier<DynamoDbClient> dynamoDb;
    private final String table;

    public DynamoDbRecords(Supplier<DynamoDbClient> dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        var reply = GET.make(() -> dynamoDb.get()
                .getItem(request -> request.tableName(table)
                        .key(RecordItem.key(key.partition(), key.sort()))
                        .consistentRead(true)));
        return reply.hasItem() ? Optional.of(RecordItem.read(key.partition(), reply.item())) : Optional.empty();
    }

    /** DynamoDB answers at most 1 MiB at once; a page is joined from as many replies as it takes. */
    @Override
    public RecordPage list(RecordQuery query) {
        var range = SortRange.of(query);
        var found = new ArrayList<StoredRecord>();
        Map<String, AttributeValue> next = Map.of();
        while (!range.isEmpty()) {
            var reply = query(query, range, query.limit() - found.size(), next);
            reply.items().forEach(item -> found.add(RecordItem.read(query.partition(), item)));
            next = reply.lastEvaluatedKey();
            if (next.isEmpty() || found.size() >= query.limit()) {
                break;
            }
        }
        return new RecordPage(found, !next.isEmpty());
    }

    @Override
    public BatchOutcome write(Batch batch) {
        var request = BatchTransaction.of(table, batch);
        for (int attempts = 1; ; attempts++) {
            var outcome = attempt(batch, request);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            Pauses.after(attempts);
        }
    }

    private QueryResponse query(RecordQuery query, SortRange range, int limit, Map<String, AttributeValue> from) {
        return QUERY.make(() -> dynamoDb.get()
                .query(request -> request.tableName(table)
                        .keyConditionExpression(IN_RANGE)
                        .expressionAttributeValues(Map.of(
                                ":p", RecordItem.text(query.partition()),
                                ":from", RecordItem.text(range.from()),
                                ":to", RecordItem.text(range.to())))
                        .exclusiveStartKey(from.isEmpty() ? null : from)
                        .limit(limit)
                        .consistentRead(true)));
    }

    /** Empty when another transaction was in the way. */
    private Optional<BatchOutcome> attempt(Batch batch, TransactWriteItemsRequest request) {
        return WRITE.make(() -> {
            try {
                dynamoDb.get().transactWriteItems(request);
                return Optional.of(new BatchOutcome.Written());
            } catch (TransactionInProgressException e) {
                return Optional.empty();
            } catch (TransactionCanceledException e) {
                return cancelled(batch, e);
            }
        });
    }

    private static Optional<BatchOutcome> cancelled(Batch batch, TransactionCanceledException e) {
        return switch (Cancellation.of(e)) {
            case Cancellation.Refused refused ->
                Optional.of(new BatchOutcome.Refused(
                        batch.writes().get(refused.place()).sort()));
            case Cancellation.Conflict conflict -> Optional.empty();
            case Cancellation.Busy busy ->
                throw LandfallException.unavailable(
                        "The records could not be written: DynamoDB is too busy. Try again.", e);
            case Cancellation.Wrong wrong ->
                throw LandfallException.internal(
                        "The records could not be written: DynamoDB cancelled the batch for " + wrong.codes() + ".", e);
        };
    }
}
