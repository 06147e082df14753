package dev.landfall.functionsaws.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.functionsaws.cloud.AnsweringServer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Answer;
import dev.landfall.functionsaws.cloud.FakeKms;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsPortsTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private final EcKeys root = EcKeys.generate();

    @Test
    void aControlPlaneIsMadeWithoutCallingAnybody() {
        var config = config("landfall/certificate", Map.of("AWS_ENDPOINT_URL", NOWHERE.toString()));
        try (var clients = TestClients.of(config.location())) {
            var ports = AwsPorts.of(config, clients, InstantSource.system());
            var controlPlane = new ControlPlane(ports, config.controlPlane());

            assertEquals(root.jwk().text(), ports.signer().rootKey());
            assertNotNull(controlPlane.router());
            var failure =
                    assertThrows(LandfallException.class, () -> ports.records().find(new RecordKey("p", "s")));
            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        }
    }

    @Test
    void theCertificateComesFromTheSecretThatIsNamed() {
        try (var kms = FakeKms.start();
                var secrets = AnsweringServer.start(request -> certificate(request.body(), kms))) {
            var key = kms.newKey();
            var config = config(
                    key,
                    Map.of(
                            "AWS_ENDPOINT_URL_KMS", kms.uri().toString(),
                            "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.uri().toString(),
                            "LANDFALL_SIGNING_KEY", key));
            try (var clients = TestClients.of(config.location())) {
                var signer =
                        AwsPorts.of(config, clients, InstantSource.system()).signer();

                assertEquals(key, signer.configured().key());
                assertEquals(3, signer.configured().certificate().split("\\.", -1).length);
                assertEquals(64, signer.sign(key, new byte[] {1}).length);
                assertEquals(1, secrets.requests().size());
            }
        }
    }

    /** The secret of this test is named like the key that its certificate is for. */
    private Answer certificate(String request, FakeKms kms) {
        var key = String.valueOf(Json.read(request, Map.class).get("SecretId"));
        var now = Instant.now();
        var certificate = KeyCertificate.issue(root, kms.publicKey(key), now.minusSeconds(60), now.plusSeconds(600));
        return new Answer(200, "application/x-amz-json-1.1", "{\"SecretString\":\"" + certificate + "\"}");
    }

    private AwsConfig config(String certificate, Map<String, String> more) {
        var variables = new HashMap<>(Map.of(
                "AWS_REGION", TestClients.REGION,
                "LANDFALL_TABLE", "landfall",
                "LANDFALL_BUCKET", "landfall-blobs",
                "LANDFALL_QUEUE_ROLE", "arn:aws:iam::123456789012:role/queue",
                "LANDFALL_SIGNING_KEY", "alias/landfall-signing",
                "LANDFALL_SIGNING_CERTIFICATE", certificate,
                "LANDFALL_ROOT_KEY", root.jwk().text()));
        variables.putAll(more);
        return AwsConfig.from(variables);
    }
}
