package dev.landfall.functionsaws.localstack;

import dev.landfall.controlplane.records.Records;
import dev.landfall.functionsaws.dynamodb.DynamoDbRecords;
import dev.landfall.functionsaws.dynamodb.RecordTable;
import dev.landfall.testkit.records.RecordsContract;
import org.junit.jupiter.api.BeforeAll;

@OnLocalStack
class RecordsOnLocalStackIT extends RecordsContract {

    private static final String TABLE = "landfall";

    private final Records records = new DynamoDbRecords(Started.get().clients()::dynamoDb, TABLE);

    @BeforeAll
    static void createTable() {
        RecordTable.create(Started.get().clients().dynamoDb(), TABLE);
    }

    @Override
    protected Records records() {
        return records;
    }
}
