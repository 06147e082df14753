package dev.landfall.functionsaws.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** As much of DynamoDB, SQS and Secrets Manager as a push needs, by their JSON protocols. Nobody's permission is checked. */
final class PlayedServices implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, JsonNode> items = new TreeMap<>();
    private final Map<String, String> secrets = new TreeMap<>();

    private PlayedServices(HttpServer server) {
        this.server = server;
    }

    static PlayedServices start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var services = new PlayedServices(server);
            server.createContext("/", services::handle);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var operation = target.substring(target.lastIndexOf('.') + 1);
            var reply =
                    answer(operation, Json.readTree(exchange.getRequestBody().readAllBytes()));
            var bytes = Json.write(reply);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(reply.containsKey("__type") ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Map<String, Object> answer(String operation, JsonNode request) {
        return switch (operation) {
            case "GetItem" -> item(request.path("Key"));
            case "Query" -> query(request.path("ExpressionAttributeValues"));
            case "TransactWriteItems" -> write(request.path("TransactItems"));
            case "CreateQueue", "GetQueueUrl" ->
                Map.of(
                        "QueueUrl",
                        uri() + "/000000000000/" + request.path("QueueName").asString());
            case "GetQueueAttributes" ->
                Map.of("Attributes", Map.of("QueueArn", "arn:aws:sqs:us-east-1:000000000000:q"));
            case "SetQueueAttributes", "TagQueue" -> Map.of();
            case "SendMessage" ->
                Map.of(
                        "MessageId",
                        "1",
                        "MD5OfMessageBody",
                        md5(request.path("MessageBody").asString()));
            case "CreateSecret", "PutSecretValue", "GetSecretValue" -> secret(operation, request);
            default -> Map.of("__type", "InvalidAction", "message", operation + " is not played");
        };
    }

    private Map<String, Object> item(JsonNode key) {
        var item = items.get(place(key));
        return item == null ? Map.of() : Map.of("Item", item);
    }

    private Map<String, Object> query(JsonNode values) {
        var partition = values.path(":p").path("S").asString() + " ";
        var from = partition + values.path(":from").path("S").asString();
        var to = partition + values.path(":to").path("S").asString();
        var found = new ArrayList<JsonNode>();
        items.forEach((place, item) -> {
            if (place.compareTo(from) >= 0 && place.compareTo(to) <= 0) {
                found.add(item);
            }
        });
        return Map.of("Items", List.copyOf(found), "Count", found.size());
    }

    private Map<String, Object> write(JsonNode writes) {
        for (var write : writes) {
            if (write.has("Put")) {
                var item = write.path("Put").path("Item");
                items.put(place(item), item);
            } else {
                items.remove(place(write.path("Delete").path("Key")));
            }
        }
        return Map.of();
    }

    private static String place(JsonNode key) {
        return key.path("p").path("S").asString() + " "
                + key.path("s").path("S").asString();
    }

    private Map<String, Object> secret(String operation, JsonNode request) {
        var name = request.path(operation.equals("CreateSecret") ? "Name" : "SecretId")
                .asString();
        if (!operation.equals("GetSecretValue")) {
            secrets.put(name, request.path("SecretString").asString(""));
        }
        var value = secrets.get(name);
        return value == null
                ? Map.of("__type", "ResourceNotFoundException", "message", "none")
                : Map.of("Name", name, "ARN", name, "VersionId", "1", "SecretString", value);
    }

    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
