package dev.landfall.functionsaws.localstack;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.functionsaws.sqs.SqsJobQueues;
import dev.landfall.functionsaws.sqs.SqsReceiving;
import dev.landfall.functionsaws.sts.QueueLending;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsOnLocalStackIT extends SqsReceiving {

    private static final String ROLE = "arn:aws:iam::000000000000:role/queue";

    private static @Nullable Started started;
    private static SqsJobQueues queues;

    @BeforeAll
    static void start() {
        var all = Started.start();
        started = all;
        var lending = new QueueLending(all.clients()::sts, ROLE, TestClients.REGION, InstantSource.system());
        queues = new SqsJobQueues(all.clients()::sqs, "lf", TestClients.REGION, lending);
    }

    @AfterAll
    static void stop() {
        if (started != null) {
            started.close();
        }
    }

    @Override
    protected JobQueues queues() {
        return queues;
    }

    @Override
    protected SqsClient sqs() {
        return Objects.requireNonNull(started).clients().sqs();
    }

    @Override
    protected String url(QueueName queue) {
        return sqs().getQueueUrl(request -> request.queueName("lf-" + queue.value()))
                .queueUrl();
    }

    /** LocalStack looks once a second for messages whose time is over. */
    @Override
    protected Duration lateness() {
        return Duration.ofMillis(1_500);
    }

    @Override
    protected Duration hidden() {
        return Duration.ofSeconds(8);
    }

    @Override
    protected Duration margin() {
        return Duration.ofSeconds(4);
    }
}
