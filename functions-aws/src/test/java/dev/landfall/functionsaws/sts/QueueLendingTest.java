package dev.landfall.functionsaws.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultPlan;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.AnsweringServer;
import dev.landfall.functionsaws.cloud.RecordedSts;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.queue.QueueAccess;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueLendingTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/queue";
    private static final URI QUEUE = URI.create("https://sqs.eu-west-1.amazonaws.com/123456789012/lf-pool-1");

    private final Instant now = Instant.now().minusMillis(5_123);
    private final RecordedSts sts = RecordedSts.start();
    private final AwsClients clients = TestClients.of("STS", sts.uri());
    private final QueueLending lending = lending(clients);

    @AfterEach
    void stop() {
        clients.close();
        sts.close();
    }

    @Test
    void theSessionMayOnlyReceiveFromDeleteInAndHideInTheOneQueue() {
        var access = lending.lend(QUEUE, "landfall-pool-1", Duration.ofMinutes(15));

        var request = sts.lastRequest();
        assertEquals(ROLE, request.get("RoleArn"));
        assertEquals("landfall-pool-1", request.get("RoleSessionName"));
        assertEquals("900", request.get("DurationSeconds"));
        var policy = Json.read(request.getOrDefault("Policy", ""), Map.class);
        assertEquals("2012-10-17", policy.get("Version"));
        assertEquals(
                List.of(Map.of(
                        "Effect",
                        "Allow",
                        "Action",
                        List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"),
                        "Resource",
                        "arn:aws:sqs:eu-west-1:123456789012:lf-pool-1",
                        "Condition",
                        Map.of(
                                "DateLessThan",
                                Map.of("aws:CurrentTime", access.expiresAt().toString())))),
                policy.get("Statement"));
        assertTrue(request.getOrDefault("Policy", "").length() < 2_048);
    }

    @Test
    void lessThanTheShortestSessionOfStsIsHeldByThePolicy() {
        var access = lending.lend(QUEUE, "landfall-pool-1", Duration.ofMinutes(5));

        assertEquals("900", sts.lastRequest().get("DurationSeconds"));
        assertEquals(
                5, Duration.between(now.minusSeconds(1), access.expiresAt()).toMinutes());
        assertTrue(sts.lastRequest()
                .getOrDefault("Policy", "")
                .contains(access.expiresAt().toString()));
    }

    @Test
    void moreThanAnHourIsCutToAnHour() {
        lending.lend(QUEUE, "landfall-pool-1", Duration.ofDays(1));

        assertEquals("3600", sts.lastRequest().get("DurationSeconds"));
    }

    @Test
    void aQueueOfAnotherPartitionOfAwsHasItsArn() {
        var queue = URI.create("https://sqs.cn-north-1.amazonaws.com.cn/123456789012/lf-pool-1");

        assertEquals("arn:aws-cn:sqs:cn-north-1:123456789012:lf-pool-1", QueueArn.of(queue, "cn-north-1"));
    }

    @Test
    void aRefusedRoleIsSaidWithWhatToGrantAndWithoutASecret() {
        var denied = new AnsweringServer.Answer(403, "text/xml", """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                <Code>AccessDenied</Code><Message>User is not authorized to perform: sts:AssumeRole</Message></Error>
                <RequestId>1</RequestId></ErrorResponse>""");
        try (var refusing = AnsweringServer.start(request -> denied);
                var refused = TestClients.of("STS", refusing.uri())) {
            var failure = assertThrows(
                    LandfallException.class,
                    () -> lending(refused).lend(QUEUE, "landfall-pool-1", Duration.ofMinutes(15)));

            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
            assertTrue(failure.publicMessage().contains("Allow sts:AssumeRole"), failure.publicMessage());
            assertFalse(failure.toString().contains("local-credential"));
            assertEquals(1, refusing.requests().size());
        }
    }

    @Test
    void aSessionIsHadAlthoughStsThrottlesAndLosesReplies() {
        var plan = new FaultPlan();
        try (var proxy = FaultProxy.before(sts.uri(), plan);
                var behind = TestClients.of("STS", proxy.uri())) {
            plan.next(Fault.THROTTLED, Fault.LOST_REPLY);
            assertEquals(
                    "ASIALENT",
                    lending(behind)
                            .lend(QUEUE, "landfall-pool-1", Duration.ofMinutes(15))
                            .credentials()
                            .get(QueueAccess.ACCESS_KEY_ID));
            plan.always(call -> true, Fault.BROKEN);
            var failure = assertThrows(
                    LandfallException.class,
                    () -> lending(behind).lend(QUEUE, "landfall-pool-1", Duration.ofMinutes(15)));
            assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
        }
    }

    private QueueLending lending(AwsClients clients) {
        return new QueueLending(clients::sts, ROLE, "eu-west-1", InstantSource.fixed(now));
    }
}
