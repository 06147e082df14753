package dev.landfall.functionsaws.dynamodb;

import dev.landfall.functionsaws.client.AwsCall;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of {@link DynamoDbRecords}, for emulators; in an account a template makes the same one. */
public final class RecordTable {

    private static final AwsCall CREATE =
            new AwsCall("The table could not be made", "dynamodb:CreateTable and dynamodb:DescribeTable");

    private RecordTable() {}

    /** Makes it on demand; waits until it can be used. */
    public static void create(DynamoDbClient dynamoDb, String name) {
        CREATE.make(() -> {
            dynamoDb.createTable(request -> request.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key(RecordItem.PARTITION, KeyType.HASH), key(RecordItem.SORT, KeyType.RANGE))
                    .attributeDefinitions(text(RecordItem.PARTITION), text(RecordItem.SORT)));
            return dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(name));
        });
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
