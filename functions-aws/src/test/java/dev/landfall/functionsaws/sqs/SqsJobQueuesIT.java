package dev.landfall.functionsaws.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.queue.DeadLetter;
import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.emulators.ElasticMq;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultPlan;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.client.AwsLocation;
import dev.landfall.functionsaws.cloud.RecordedSts;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.functionsaws.sts.QueueLending;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.queue.QueueAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** On ElasticMQ, in real time; the tests wait together. */
class SqsJobQueuesIT extends SqsReceiving {

    private static final String ROLE = "arn:aws:iam::000000000000:role/queue";

    private static ElasticMq elasticMq;
    private static RecordedSts sts;
    private static AwsClients clients;
    private static SqsJobQueues queues;

    @BeforeAll
    static void start() {
        elasticMq = ElasticMq.start();
        sts = RecordedSts.start();
        clients = TestClients.of(
                AwsLocation.of(TestClients.REGION).with("SQS", elasticMq.uri()).with("STS", sts.uri()));
        queues = freshQueues();
    }

    @AfterAll
    static void stop() {
        clients.close();
        sts.close();
        elasticMq.close();
    }

    @Test
    void aQueueIsMadeWithItsDeadLettersAndFoundByItsTag() {
        var queue = created();
        var attributes = sqs().getQueueAttributes(
                        request -> request.queueUrl(url(queue)).attributeNames(QueueAttributeName.ALL))
                .attributes();

        var redrive = attributes.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "");
        assertTrue(redrive.contains("lf-" + queue.value() + "-dead"), redrive);
        assertTrue(redrive.contains("5"), redrive);
        assertEquals("20", attributes.get(QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS));
        assertEquals(
                queue.value(),
                sqs().listQueueTags(request -> request.queueUrl(url(queue)))
                        .tags()
                        .get("landfall:queue"));
    }

    @Test
    void aQueueThatIsThereWithOtherAttributesIsLeftAsItIs() {
        var queue = new QueueName("q-" + UUID.randomUUID());
        sqs().createQueue(request -> request.queueName("lf-" + queue.value())
                .attributesWithStrings(java.util.Map.of("VisibilityTimeout", "77")));
        queues.create(queue);
        queues.send(queue, "a", Duration.ZERO);

        assertEquals("a", receive(queue, 1, hidden()).get(0).body());
    }

    @Test
    void aQueueDeletedByHandIsNotFoundAndCanBeMadeAgain() {
        var queue = created();
        sqs().deleteQueue(request -> request.queueUrl(url(queue)));

        var refused = assertThrows(LandfallException.class, () -> queues.send(queue, "a", Duration.ZERO));
        assertEquals(ErrorKind.NOT_FOUND, refused.kind());
        queues.create(queue);
        queues.send(queue, "a", Duration.ZERO);
        assertEquals("a", receive(queue, 1, hidden()).get(0).body());
    }

    @Test
    void aDeadLetterQueueDeletedByHandIsMadeAgain() {
        var queue = created();
        sqs().deleteQueue(request -> request.queueUrl(url(queue) + "-dead"));

        assertEquals(0, freshQueues().drainDeadLetters(queue, 10, letters -> {}));
        assertEquals(0, freshQueues().depth(queue).dead());
    }

    @Test
    void countsFollowWhatWasSentAndReceived() {
        var queue = created();
        List.of("a", "b", "c").forEach(body -> queues.send(queue, body, Duration.ZERO));
        queues.send(queue, "later", Duration.ofMinutes(10));
        receive(queue, 1, Duration.ofMinutes(1));

        var depth = queues.depth(queue);
        assertEquals(2, depth.visible());
        assertEquals(2, depth.hidden());
        assertEquals(0, depth.dead());
    }

    @Test
    void moreDeadLettersThanAReplyHoldsAreAllDrained() {
        var queue = created();
        for (int i = 0; i < 23; i++) {
            int number = i;
            sqs().sendMessage(request -> request.queueUrl(url(queue) + "-dead").messageBody("m" + number));
        }
        var kept = new ArrayList<DeadLetter>();

        assertEquals(21, queues.drainDeadLetters(queue, 21, kept::addAll));
        assertEquals(2, queues.drainDeadLetters(queue, 100, kept::addAll));
        assertEquals(23, kept.stream().map(DeadLetter::message).distinct().count());
    }

    @Test
    void aSecondOfDelayIsNotCutShort() {
        var queue = created();
        queues.send(queue, "a", Duration.ofMillis(1_400));

        pass(Duration.ofMillis(900));
        assertEquals(List.of(), receive(queue, 1, hidden()));
    }

    @Test
    void lentCredentialsAreAQueuesOwnSession() {
        var queue = created();
        var access = queues.lend(queue, Duration.ofMinutes(15));

        assertEquals(QueueAccess.SQS, access.type());
        assertEquals(url(queue), access.url().toString());
        assertEquals("ASIALENT", access.credentials().get(QueueAccess.ACCESS_KEY_ID));
        assertEquals("lent-secret", access.credentials().get(QueueAccess.SECRET_ACCESS_KEY));
        assertEquals("lent-token", access.credentials().get(QueueAccess.SESSION_TOKEN));
        assertEquals(TestClients.REGION, access.credentials().get(QueueAccess.REGION));
    }

    @Test
    void aMessageIsSentAlthoughSqsThrottlesAndLosesReplies() {
        var queue = created();
        behindFaults((plan, behind) -> {
            plan.next(Fault.THROTTLED, Fault.BROKEN);
            behind.send(queue, "a", Duration.ZERO);
            plan.next(Fault.LOST_REPLY);
            behind.send(queue, "b", Duration.ZERO);
        });

        assertTrue(queues.depth(queue).visible() >= 2);
    }

    @Test
    void aServiceThatStaysBusyIsUnavailableForEveryCall() {
        var queue = created();
        behindFaults((plan, behind) -> {
            plan.always(call -> true, Fault.THROTTLED);
            for (Executable attempt : List.<Executable>of(
                    () -> behind.send(queue, "a", Duration.ZERO),
                    () -> behind.lend(queue, Duration.ofMinutes(15)),
                    () -> behind.depth(queue),
                    () -> behind.drainDeadLetters(queue, 10, letters -> {}),
                    () -> behind.create(new QueueName("q-" + UUID.randomUUID())))) {
                assertEquals(
                        ErrorKind.UNAVAILABLE,
                        assertThrows(LandfallException.class, attempt).kind());
            }
        });
    }

    @Test
    void lettersWhoseRemovalBreaksAreKeptUnderOneIdEach() {
        var queue = created();
        for (int i = 0; i < 3; i++) {
            int number = i;
            sqs().sendMessage(request -> request.queueUrl(url(queue) + "-dead").messageBody("m" + number));
        }
        var kept = new ArrayList<DeadLetter>();
        behindFaults((plan, behind) -> {
            plan.always(call -> call.operation().equals("DeleteMessageBatch"), Fault.BROKEN);
            assertThrows(LandfallException.class, () -> behind.drainDeadLetters(queue, 10, kept::addAll));
            plan.next(call -> call.operation().equals("DeleteMessageBatch"), Fault.LOST_REPLY);
            sqs().sendMessage(request -> request.queueUrl(url(queue) + "-dead").messageBody("m3"));
            assertEquals(1, behind.drainDeadLetters(queue, 10, kept::addAll));
            plan.none();
            assertEquals(0, behind.drainDeadLetters(queue, 10, kept::addAll), "the others are hidden for a while");
        });

        assertEquals(4, kept.stream().map(DeadLetter::id).distinct().count());
    }

    @Override
    protected JobQueues queues() {
        return queues;
    }

    private static QueueName created() {
        var queue = new QueueName("q-" + UUID.randomUUID());
        queues.create(queue);
        return queue;
    }

    @Override
    protected String url(QueueName queue) {
        return elasticMq.uri() + "/" + ElasticMq.ACCOUNT + "/lf-" + queue.value();
    }

    @Override
    protected SqsClient sqs() {
        return clients.sqs();
    }

    /** Queues of another process, which knows no URL yet. */
    private static SqsJobQueues freshQueues() {
        var lending = new QueueLending(clients::sts, ROLE, TestClients.REGION, InstantSource.system());
        return new SqsJobQueues(clients::sqs, "lf", TestClients.REGION, lending);
    }

    private static void behindFaults(BiConsumer<FaultPlan, SqsJobQueues> use) {
        var plan = new FaultPlan();
        try (var proxy = FaultProxy.before(elasticMq.uri(), plan);
                var behind = TestClients.of(AwsLocation.of(TestClients.REGION)
                        .with("SQS", proxy.uri())
                        .with("STS", proxy.uri()))) {
            use.accept(
                    plan,
                    new SqsJobQueues(
                            behind::sqs,
                            "lf",
                            TestClients.REGION,
                            new QueueLending(behind::sts, ROLE, TestClients.REGION, InstantSource.system())));
        }
    }
}
