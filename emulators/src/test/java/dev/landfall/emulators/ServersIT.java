package dev.landfall.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServersIT {

    @Test
    void elasticMqAnswersUntilItIsClosed() throws IOException {
        URI uri;
        try (var server = ElasticMq.start()) {
            uri = server.uri();
            assertTrue(status(uri.resolve("/?Action=ListQueues&Version=2012-11-05")) > 0);
        }
        assertThrows(IOException.class, () -> status(uri));
    }

    @Test
    void dynamoDbLocalAnswersUntilItIsClosed() throws IOException {
        URI uri;
        try (var server = DynamoDbLocal.start()) {
            uri = server.uri();
            assertEquals(400, status(uri));
        }
        assertThrows(IOException.class, () -> status(uri));
    }

    @Test
    void s3ProxyRefusesWhoDoesNotSign() throws IOException {
        URI uri;
        try (var server = S3Proxy.start()) {
            uri = server.uri();
            assertEquals(403, status(uri));
        }
        assertThrows(IOException.class, () -> status(uri));
    }

    @Test
    void aServerThatEndsAtOnceIsSaidWithItsLog() {
        var failure = assertThrows(
                IllegalStateException.class,
                () -> ServerProcess.start("sh", port -> List.of("sh", "-c", "echo no such thing; exit 3")));

        var message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("ended with 3"), message);
        assertTrue(message.contains("no such thing"), message);
    }

    private static int status(URI uri) throws IOException {
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(2_000);
        connection.setReadTimeout(5_000);
        return connection.getResponseCode();
    }
}
