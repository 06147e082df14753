package dev.landfall.runner.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity.AwsRole;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsSessionTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/maintenance";
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
    private static final AwsRole IDENTITY = new AwsRole(ROLE, "shop-1", POLICY);
    private static final String DENIED = "User: arn:aws:sts::1:assumed-role/runner/i-1 is not authorized to perform:"
            + " sts:AssumeRole on resource: " + ROLE;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final HttpTransport transport = new HttpTransport();
    private FakeSts sts = FakeSts.start(now::get, Duration.ofMinutes(15));

    @TempDir
    private Path folder = Path.of("");

    private SampleJob job = new SampleJob(folder);

    @BeforeEach
    void job() {
        job = new SampleJob(folder);
    }

    @AfterEach
    void close() {
        transport.close();
        sts.close();
    }

    @Test
    void theRequestSaysWhoAsksForWhatAndNoMore() {
        try (var session = open()) {
            assertTrue(session.trouble().isEmpty());
        }
        assertEquals(
                Map.ofEntries(
                        Map.entry("Action", "AssumeRole"),
                        Map.entry("Version", "2011-06-15"),
                        Map.entry("RoleArn", ROLE),
                        Map.entry("RoleSessionName", "in_0123456789abcdef.jb_0123456789abcdef.2"),
                        Map.entry("SourceIdentity", "in_0123456789abcdef.jb_0123456789abcdef"),
                        Map.entry("DurationSeconds", "900"),
                        Map.entry("ExternalId", "shop-1"),
                        Map.entry("Policy", POLICY),
                        Map.entry("Tags.member.1.Key", "landfall:install"),
                        Map.entry("Tags.member.1.Value", "in_0123456789abcdef"),
                        Map.entry("Tags.member.2.Key", "landfall:job"),
                        Map.entry("Tags.member.2.Value", "in_0123456789abcdef.jb_0123456789abcdef"),
                        Map.entry("Tags.member.3.Key", "landfall:operation"),
                        Map.entry("Tags.member.3.Value", "maintenance"),
                        Map.entry("Tags.member.4.Key", "landfall:org"),
                        Map.entry("Tags.member.4.Value", "org_1")),
                sts.requests().getFirst());
    }

    @Test
    void aSessionPolicyOfTheGreatestLengthArrivesWhole() {
        var policy = "{\"x\":\"" + "ä+%& ".repeat(408) + "\"}";
        assertEquals(2048, policy.length());
        try (var session = open(new AwsRole(ROLE, null, policy))) {
            assertTrue(session.trouble().isEmpty());
            assertEquals(policy, sts.requests().getFirst().get("Policy"));
            assertFalse(sts.requests().getFirst().containsKey("ExternalId"));
        }
    }

    @Test
    void theJobGetsTheSessionForItsToken() {
        try (var session = open()) {
            var reply = ask(session);
            assertEquals(200, reply.statusCode());
            var json = Json.mapper().readTree(reply.body());
            assertEquals("ASIASESSION1", json.path("AccessKeyId").stringValue());
            assertEquals("session-secret-1", json.path("SecretAccessKey").stringValue());
            assertEquals("session-token-1&x", json.path("Token").stringValue());
            assertEquals("2026-03-01T12:15:00Z", json.path("Expiration").stringValue());
        }
    }

    @Test
    void theTokenIsInAFileThatWasHandedOver() throws IOException {
        try (var session = open()) {
            var file = Path.of(variable(session, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"));
            assertEquals(variable(session, "AWS_CONTAINER_AUTHORIZATION_TOKEN"), Files.readString(file));
            assertEquals(java.util.List.of(file), job.given);
            assertEquals("eu-central-1", variable(session, "AWS_REGION"));
            assertEquals("true", variable(session, "AWS_EC2_METADATA_DISABLED"));
        }
    }

    @Test
    void nothingOfItStandsInTheLog() {
        try (var session = open()) {
            assertTrue(job.masked.contains("session-secret-1"));
            assertTrue(job.masked.contains("session-token-1&x"));
            assertTrue(job.masked.contains(variable(session, "AWS_CONTAINER_AUTHORIZATION_TOKEN")));
        }
    }

    @Test
    void whoHasNotTheTokenGetsNothing() {
        try (var session = open()) {
            var address = address(session);
            assertEquals(401, SampleJob.get(address).statusCode());
            assertEquals(401, SampleJob.get(address, "Authorization", "x").statusCode());
            var token = variable(session, "AWS_CONTAINER_AUTHORIZATION_TOKEN");
            assertEquals(
                    401,
                    SampleJob.get(address, "Authorization", "Bearer " + token).statusCode());
            assertEquals(401, SampleJob.get(address, "X-IDENTITY-HEADER", token).statusCode());
            assertEquals(
                    404,
                    SampleJob.get(address.resolve("/"), "Authorization", token).statusCode());
            assertEquals(
                    405, SampleJob.send("POST", address, "Authorization", token).statusCode());
        }
    }

    @Test
    void anotherJobsProcessGetsNothingEvenWithTheToken() {
        try (var session = open()) {
            job.peersAreOthers = true;
            var reply = ask(session);
            assertEquals(401, reply.statusCode());
            assertFalse(reply.body().contains("ASIA"));
        }
    }

    @Test
    void theAddressDiesWithTheJob() {
        var session = open();
        var address = address(session);
        session.close();
        assertThrows(UncheckedIOException.class, () -> SampleJob.get(address));
    }

    @Test
    void aSessionIsRenewedWhenFiveOfItsFifteenMinutesAreLeft() {
        try (var session = open()) {
            pass(Duration.ofMinutes(9));
            assertTrue(ask(session).body().contains("ASIASESSION1"));
            pass(Duration.ofMinutes(1));
            assertTrue(ask(session).body().contains("ASIASESSION2"));
            assertTrue(ask(session).body().contains("ASIASESSION2"));
            assertEquals(2, sts.requests().size());
        }
    }

    @Test
    void aJobOfADayIsAlwaysGivenAValidSession() {
        try (var session = open()) {
            for (int minute = 0; minute < 24 * 60; minute++) {
                pass(Duration.ofMinutes(1));
                var expiry = Json.mapper()
                        .readTree(ask(session).body())
                        .path("Expiration")
                        .stringValue();
                var soon = Objects.requireNonNull(now.get()).plusSeconds(60);
                assertTrue(Instant.parse(expiry).isAfter(soon), expiry);
            }
        }
    }

    @Test
    void aRefusalAtTheStartIsAwssOwnSentenceAndWhatToGrant() {
        sts.deny(DENIED);
        var refused = assertThrows(LandfallException.class, this::open);
        assertEquals(ErrorKind.FORBIDDEN, refused.kind());
        var message = refused.publicMessage();
        assertTrue(message.contains(DENIED + " (AccessDenied)"), message);
        assertTrue(message.contains("sts:AssumeRole, sts:TagSession and sts:SetSourceIdentity"), message);
        assertTrue(message.contains("external id"), message);
        assertFalse(message.contains("runner-secret"), message);
    }

    @Test
    void aRoleThatIsRevokedLaterServesOnWhileItsSessionLasts() {
        try (var session = open()) {
            sts.deny(DENIED);
            pass(Duration.ofMinutes(11));
            assertEquals(200, ask(session).statusCode());
            assertTrue(session.trouble().orElseThrow().contains(DENIED));
            pass(Duration.ofMinutes(4));
            var reply = ask(session);
            assertEquals(403, reply.statusCode());
            assertTrue(reply.body().contains("sts:TagSession"), reply.body());
            assertEquals(1, job.notices.size(), job.notices.toString());
        }
    }

    @Test
    void aRoleThatIsGivenBackIsNoTroubleAnyMore() {
        try (var session = open()) {
            sts.deny(DENIED);
            pass(Duration.ofMinutes(20));
            assertEquals(403, ask(session).statusCode());
            sts.allow();
            assertEquals(200, ask(session).statusCode());
            assertTrue(session.trouble().isEmpty());
        }
    }

    @Test
    void aFailureThatPassesIsTriedOnceMore() {
        sts.fail(1);
        try (var session = open()) {
            assertEquals(200, ask(session).statusCode());
        }
    }

    @Test
    void aFailureThatStaysIsAnsweredSoThatSdksRepeatIt() {
        try (var session = open()) {
            sts.fail(100);
            pass(Duration.ofMinutes(16));
            assertEquals(503, ask(session).statusCode());
        }
        var unavailable = assertThrows(LandfallException.class, this::open);
        assertEquals(ErrorKind.UNAVAILABLE, unavailable.kind());
    }

    private IdentitySession open() {
        return open(IDENTITY);
    }

    private IdentitySession open(AwsRole role) {
        return new JobIdentities(sts.environment(), transport, new SecureRandom(), now::get)
                .open(SampleJob.spec(role), job.surroundings());
    }

    private static java.net.http.HttpResponse<String> ask(IdentitySession session) {
        return SampleJob.get(address(session), "Authorization", variable(session, "AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    }

    private static URI address(IdentitySession session) {
        return URI.create(variable(session, "AWS_CONTAINER_CREDENTIALS_FULL_URI"));
    }

    private static String variable(IdentitySession session, String name) {
        return String.valueOf(session.environment().get(name));
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }
}
