package dev.landfall.integration.azure;

import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What {@code host.json} says, with the real host's defaults.
 *
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-host-json">host.json reference</a>
 * @see <a href="https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue">Queue bindings</a>
 */
record HostSettings(
        String routePrefix,
        Duration functionTimeout,
        int batchSize,
        int newBatchThreshold,
        Duration maxPollingInterval,
        Duration visibilityTimeout,
        int maxDequeueCount) {

    /** An application setting of this name replaces what {@code host.json} says. */
    static final String VISIBILITY = "AzureFunctionsJobHost__extensions__queues__visibilityTimeout";

    static HostSettings read(Path app, Map<String, String> settings) {
        var host = json(app.resolve("host.json"));
        var queues = host.at("/extensions/queues");
        if (!queues.path("messageEncoding").asString("base64").equals("base64")) {
            throw new IllegalStateException("This host reads messages in base64 alone.");
        }
        int batchSize = queues.path("batchSize").asInt(16);
        return new HostSettings(
                host.at("/extensions/http/routePrefix").asString("api"),
                time(host.path("functionTimeout").asString("00:30:00")),
                batchSize,
                queues.path("newBatchThreshold").asInt(batchSize / 2),
                time(queues.path("maxPollingInterval").asString("00:01:00")),
                time(settings.getOrDefault(
                        VISIBILITY, queues.path("visibilityTimeout").asString("00:00:00"))),
                queues.path("maxDequeueCount").asInt(5));
    }

    static JsonNode json(Path file) {
        try {
            return Json.read(Files.readString(file), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration time(String text) {
        return Duration.between(LocalTime.MIN, LocalTime.parse(text));
    }
}
