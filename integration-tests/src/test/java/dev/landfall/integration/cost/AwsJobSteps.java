package dev.landfall.integration.cost;

import dev.landfall.controlplane.ControlPlane;
import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.integration.lambda.AwsAccount;
import dev.landfall.integration.lambda.ServiceCall;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A job's path on the ports of AWS, counted at the emulators' doors. What a process reads once and keeps, and what a busy
 * partition writes once in minutes, is not in the steps but in {@link #FIRST}.
 */
public final class AwsJobSteps {

    public static final String DELIVER = "push delivered";
    public static final String CLAIM_EVALUATION = "evaluation claimed";
    public static final String END_EVALUATION = "evaluation ended, job queued";
    public static final String CLAIM = "job claimed";
    public static final String END = "job and workflow ended";
    public static final String ASK = "job asked for by the API";
    public static final String TIMER = "timer of the ended lease";
    public static final String BEAT = "heartbeat with one job";
    public static final String IDLE_BEAT = "heartbeat without a job";
    public static final String LOG = "chunk of a log";
    public static final String TICK = "minute in which nothing is due";

    /** The first push of a process to a partition that was quiet: with the entry of the due index, and the org's summary. */
    public static final String FIRST = "first push in a while";

    private static final Set<String> WRITES = Set.of("TransactWriteItems", "PutItem", "UpdateItem", "DeleteItem");
    private static final Map<String, String> KEY_SERVICES =
            Map.of("Sign", "KMS Sign", "GetSecretValue", "Secrets Manager GetSecretValue", "POST", "STS AssumeRole");

    private final AwsAccount account;
    private final List<CountedStep> steps = new ArrayList<>();

    private AwsJobSteps(AwsAccount account) {
        this.account = account;
    }

    /** Walks the path of a push, and of a job that the API asked for. */
    public static List<CountedStep> count(AwsAccount account) {
        return new AwsJobSteps(account).count();
    }

    /** At one moment: in a new minute a summary is due again, which no step is to be charged with. */
    private List<CountedStep> count() {
        var ports = account.ports(InstantSource.fixed(Instant.now()));
        ports.queues().create(QueueName.EVENTS);
        var controlPlane = new ControlPlane(ports, ControlPlaneConfig.standard());
        var token = controlPlane.bootstrap("acme").orElseThrow().adminToken();
        var path = JobPath.of(controlPlane, token, "shop", this::take);
        account.calls();
        count(FIRST, path::deliver);
        finish(path);
        account.calls();
        count(DELIVER, path::deliver);
        count(CLAIM_EVALUATION, path::claim);
        count(END_EVALUATION, path::endEvaluation);
        count(CLAIM, path::claim);
        count(BEAT, path::beat);
        count(LOG, path::log);
        count(END, path::end);
        count(TIMER, path::timer);
        count(IDLE_BEAT, path::beat);
        count(TICK, path::tick);
        count(ASK, path::ask);
        return List.copyOf(steps);
    }

    private static void finish(JobPath path) {
        path.claim();
        path.endEvaluation();
        path.claim();
        path.beat();
        path.end();
        path.tick();
    }

    private void count(String name, Runnable step) {
        step.run();
        var calls = account.calls();
        var counted = new TreeMap<String, Integer>();
        calls.forEach(call -> counted.merge(name(call), 1, Integer::sum));
        int writes = (int)
                calls.stream().filter(call -> WRITES.contains(call.operation())).count();
        int units = calls.stream().mapToInt(ServiceCall::writeUnits).sum();
        steps.add(CountedStep.of(name, counted, writes, units));
    }

    private static String name(ServiceCall call) {
        return KEY_SERVICES.getOrDefault(call.operation(), call.service() + " " + call.operation());
    }

    /** Past the counters. */
    private List<String> take(QueueName queue) {
        var url = account.queueUrl(queue.value());
        var messages = account.queues()
                .receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1))
                .messages();
        messages.forEach(message -> account.queues()
                .deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
        return messages.stream().map(Message::body).toList();
    }
}
