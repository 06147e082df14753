package dev.landfall.integration.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Calls DynamoDB and SQS by the SDK alone, as many times as the event says: {@code {"reads":4,"puts":10}}, then one message. A
 * webhook of the control plane is measured beside it.
 */
public final class SdkCallsHandler implements RequestStreamHandler {

    /** About what an item of a webhook has, and within the KiB that DynamoDB bills. */
    private static final AttributeValue BODY = text("x".repeat(500));

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();
    private static final DynamoDbClient TABLES =
            DynamoDbClient.builder().httpClient(HTTP).build();
    private static final SqsClient QUEUES = SqsClient.builder().httpClient(HTTP).build();
    private static final String TABLE = System.getenv("LANDFALL_TABLE");
    private static final String EVENTS = QUEUES.getQueueUrl(
                    request -> request.queueName(System.getenv("LANDFALL_QUEUE_PREFIX") + "-events"))
            .queueUrl();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var event = Json.readTree(input.readAllBytes());
        for (int i = 0; i < event.path("reads").asInt(); i++) {
            TABLES.getItem(request -> request.tableName(TABLE)
                    .key(Map.of("p", text("direct"), "s", text("none")))
                    .consistentRead(true));
        }
        var puts = IntStream.range(0, event.path("puts").asInt())
                .mapToObj(SdkCallsHandler::put)
                .toList();
        TABLES.transactWriteItems(request -> request.transactItems(puts));
        QUEUES.sendMessage(request -> request.queueUrl(EVENTS).messageBody("{\"type\":\"nothing\"}"));
        output.write("{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8));
    }

    private static TransactWriteItem put(int number) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE)
                        .item(Map.of("p", text("direct"), "s", text("item-" + number), "v", text("1"), "b", BODY)))
                .build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
