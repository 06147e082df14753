package dev.landfall.functionsazure.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.functionsazure.AzureClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class TableRecordsUnreachableTest {

    @Test
    void aStoreThatCannotBeReachedIsUnavailable() throws IOException {
        TokenCredential identity = request -> Mono.just(new AccessToken("t", OffsetDateTime.MAX));
        var table = new AzureClients(identity, HttpClient.newBuilder())
                .table(URI.create("https://127.0.0.1:" + closedPort()), "records");

        var failure = assertThrows(
                LandfallException.class,
                () -> new TableRecords(table, InstantSource.system()).find(new RecordKey("p", "a")));

        assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
