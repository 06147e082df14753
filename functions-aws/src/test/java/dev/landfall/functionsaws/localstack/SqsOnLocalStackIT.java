package dev.landfall.functionsaws.localstack;

import dev.landfall.controlplane.queue.JobQueues;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.functionsaws.sqs.SqsJobQueues;
import dev.landfall.functionsaws.sqs.SqsReceiving;
import dev.landfall.functionsaws.sts.QueueLending;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.sqs.SqsClient;

@OnLocalStack
class SqsOnLocalStackIT extends SqsReceiving {

    private static final String ROLE = "arn:aws:iam::000000000000:role/queue";

    private static SqsJobQueues queues;

    @BeforeAll
    static void start() {
        var all = Started.get();
        var lending = new QueueLending(all.clients()::sts, ROLE, TestClients.REGION, InstantSource.system());
        queues = new SqsJobQueues(all.clients()::sqs, "lf", TestClients.REGION, lending);
    }

    @Override
    protected JobQueues queues() {
        return queues;
    }

    @Override
    protected SqsClient sqs() {
        return Started.get().clients().sqs();
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
