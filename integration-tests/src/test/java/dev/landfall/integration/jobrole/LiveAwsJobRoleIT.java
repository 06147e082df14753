package dev.landfall.integration.jobrole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity.AwsRole;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.identity.IdentitySession;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** IAM itself judges the runner's AssumeRole and what is left of a role. Makes nothing. */
@EnabledIfEnvironmentVariable(
        named = "LANDFALL_LIVE_AWS_JOB_ROLE",
        matches = "arn:aws[a-z-]*:iam::\\d{12}:role/.+",
        disabledReason = "opt-in: to ask IAM itself, set LANDFALL_LIVE_AWS_JOB_ROLE to a role with the trust policy of"
                + " docs/identity.md for maintenance, without an external id, that may sqs:ListQueues; AWS_REGION, and AWS_* to"
                + " the credentials of the runner's role")
class LiveAwsJobRoleIT {

    private static final String NOTHING =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private final HttpTransport transport = new HttpTransport();
    private final String role = String.valueOf(System.getenv("LANDFALL_LIVE_AWS_JOB_ROLE"));

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void theRoleIsGivenForItsOwnOperationAlone() {
        open(JobOperation.MAINTENANCE, null).close();
        var refused = assertThrows(LandfallException.class, () -> open(JobOperation.PROVISION, null));
        assertEquals(ErrorKind.FORBIDDEN, refused.kind());
    }

    @Test
    void aSessionPolicyLeavesOfTheRoleWhatItAllows() {
        try (var whole = open(JobOperation.MAINTENANCE, null);
                var narrowed = open(JobOperation.MAINTENANCE, NOTHING)) {
            listQueues(whole);
            var refused = assertThrows(SqsException.class, () -> listQueues(narrowed));
            assertEquals(403, refused.statusCode());
        }
    }

    private IdentitySession open(JobOperation operation, @Nullable String sessionPolicy) {
        var identity = new AwsRole(role, null, sessionPolicy);
        return PlayedJob.open(System.getenv(), transport, InstantSource.system(), folder, operation, identity);
    }

    private void listQueues(IdentitySession session) {
        var environment = session.environment();
        var address = URI.create(Objects.requireNonNull(environment.get("AWS_CONTAINER_CREDENTIALS_FULL_URI")));
        var token = Objects.requireNonNull(environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
        var reply = transport.send(
                HttpRequest.newBuilder(address).header("Authorization", token).build(),
                Duration.ofSeconds(10),
                64 << 10);
        var json = Json.readTree(reply.body());
        var credentials = AwsSessionCredentials.create(
                json.path("AccessKeyId").asString(),
                json.path("SecretAccessKey").asString(),
                json.path("Token").asString());
        try (var sqs = SqsClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .build()) {
            sqs.listQueues();
        }
    }
}
