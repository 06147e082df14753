package dev.landfall.functionsaws.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.functionsaws.s3.S3Encryption;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.signature.EcKeys;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsConfigTest {

    private final Map<String, String> variables = new HashMap<>(Map.of(
            "AWS_REGION", "eu-west-1",
            "LANDFALL_TABLE", "landfall",
            "LANDFALL_BUCKET", "landfall-blobs",
            "LANDFALL_QUEUE_ROLE", "arn:aws:iam::123456789012:role/queue",
            "LANDFALL_SIGNING_KEY", "alias/landfall-signing",
            "LANDFALL_SIGNING_CERTIFICATE", "landfall/signing-certificate",
            "LANDFALL_ROOT_KEY", EcKeys.generate().jwk().text()));

    @Test
    void whatIsNotSetHasItsDefault() {
        var config = AwsConfig.from(variables);

        assertEquals("landfall", config.queuePrefix());
        assertEquals("landfall", config.secretPrefix());
        assertEquals(new S3Encryption.BucketDefault(), config.encryption());
        assertEquals(30, config.retentionDays());
        assertTrue(config.publicUrl().isEmpty());
        assertEquals(Map.of(), config.location().endpoints());
    }

    @Test
    void everyProblemIsSaidAtOnce() {
        var failure = assertThrows(
                LandfallException.class,
                () -> AwsConfig.from(Map.of(
                        "LANDFALL_QUEUE_PREFIX", "much-too-long-a-prefix",
                        "LANDFALL_QUEUE_ROLE", "queue",
                        "LANDFALL_ROOT_KEY", "{}",
                        "LANDFALL_SECRET_PREFIX", "a/",
                        "LANDFALL_BLOB_ENCRYPTION", "rot13",
                        "LANDFALL_RETENTION_DAYS", "-1",
                        "LANDFALL_PUBLIC_URL", "not an address")));

        assertEquals(ErrorKind.INVALID, failure.kind());
        for (String name : new String[] {
            "AWS_REGION",
            "LANDFALL_TABLE",
            "LANDFALL_BUCKET",
            "LANDFALL_BLOB_ENCRYPTION",
            "LANDFALL_QUEUE_PREFIX",
            "LANDFALL_QUEUE_ROLE",
            "LANDFALL_SECRET_PREFIX",
            "LANDFALL_SIGNING_KEY",
            "LANDFALL_SIGNING_CERTIFICATE",
            "LANDFALL_ROOT_KEY",
            "LANDFALL_PUBLIC_URL",
            "LANDFALL_RETENTION_DAYS"
        }) {
            assertEquals(
                    1,
                    failure.problems().stream()
                            .filter(problem -> problem.startsWith(name + " "))
                            .count(),
                    name);
        }
    }

    @Test
    void anEmptyVariableIsOneThatIsNotSet() {
        variables.put("LANDFALL_TABLE", " ");

        var failure = assertThrows(LandfallException.class, () -> AwsConfig.from(variables));
        assertTrue(failure.publicMessage().contains("LANDFALL_TABLE is not set"), failure.publicMessage());
    }

    @Test
    void aServicesOwnAddressGoesBeforeTheOneOfAll() {
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        variables.put("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:2");

        var endpoints = AwsConfig.from(variables).location().endpoints();
        assertEquals(URI.create("http://127.0.0.1:2"), endpoints.get("SQS"));
        assertEquals(URI.create("http://127.0.0.1:1"), endpoints.get("KMS"));
    }

    @ParameterizedTest
    @CsvSource({"bucket,BucketDefault", "AES256,ManagedByS3", "aws:kms:alias/blobs,Kms"})
    void blobsAreEncryptedAsSaid(String text, String type) {
        variables.put("LANDFALL_BLOB_ENCRYPTION", text);

        assertEquals(type, AwsConfig.from(variables).encryption().getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({"arn:aws-cn:iam::123456789012:role/a/b,true", "arn:aws:iam::12:role/a,false", "arn:aws:s3:::a,false"})
    void aQueueRoleIsTheArnOfARole(String text, boolean accepted) {
        variables.put("LANDFALL_QUEUE_ROLE", text);

        if (accepted) {
            assertEquals(text, AwsConfig.from(variables).queueRole());
        } else {
            assertThrows(LandfallException.class, () -> AwsConfig.from(variables));
        }
    }
}
