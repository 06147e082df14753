package dev.landfall.functionsaws.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.AnsweringServer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Answer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Request;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A secret that somebody scheduled for deletion, as the service answers for one; moto does not. */
class DeletedSecretTest {

    private static final Answer DELETED = new Answer(
            400,
            "application/x-amz-json-1.1",
            "{\"__type\":\"InvalidRequestException\",\"Message\":\"the secret was marked for deletion\"}");
    private static final Answer DONE = new Answer(200, "application/x-amz-json-1.1", "{}");

    private boolean restored;
    private final AnsweringServer server = AnsweringServer.start(this::answer);
    private final AwsClients clients = TestClients.of("SECRETS_MANAGER", server.uri());
    private final SecretsManagerSecretStore secrets =
            new SecretsManagerSecretStore(clients::secretsManager, "landfall");

    @AfterEach
    void stop() {
        clients.close();
        server.close();
    }

    @Test
    void itIsGone() {
        assertEquals(Optional.empty(), secrets.find("org_1", "key"));
    }

    @Test
    void storingItBringsItBackWithTheNewValue() {
        secrets.put("org_1", "key", "value");

        assertEquals(
                List.of("PutSecretValue", "RestoreSecret", "PutSecretValue"),
                server.requests().stream().map(Request::action).toList());
    }

    @Test
    void noValueIsInTheExceptionOfAFailedCall() {
        try (var failing = AnsweringServer.start(request -> new Answer(500, "text/plain", ""));
                var failingClients = TestClients.of("SECRETS_MANAGER", failing.uri())) {
            var store = new SecretsManagerSecretStore(failingClients::secretsManager, "landfall");

            var failure = assertThrows(LandfallException.class, () -> store.put("org_1", "key", "topsecret"));
            for (Throwable at = failure; at != null; at = at.getCause()) {
                assertFalse(at.toString().contains("topsecret"));
            }
        }
    }

    private synchronized Answer answer(Request request) {
        restored |= request.action().equals("RestoreSecret");
        return restored ? DONE : DELETED;
    }
}
