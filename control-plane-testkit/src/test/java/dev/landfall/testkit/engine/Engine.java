package dev.landfall.testkit.engine;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.event.DeadLetters;
import dev.landfall.controlplane.event.Events;
import dev.landfall.controlplane.event.Tick;
import dev.landfall.controlplane.job.JobRecord;
import dev.landfall.controlplane.job.JobRequest;
import dev.landfall.controlplane.job.RetryPolicy;
import dev.landfall.controlplane.lease.Leases;
import dev.landfall.controlplane.metric.Metrics;
import dev.landfall.controlplane.outbox.Outbox;
import dev.landfall.controlplane.queue.QueueName;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.retention.Retention;
import dev.landfall.controlplane.retention.RetentionSettings;
import dev.landfall.controlplane.retention.RetentionSettings.ExpiringRecords;
import dev.landfall.controlplane.runners.Pools;
import dev.landfall.controlplane.runners.Sessions;
import dev.landfall.controlplane.signing.KeyRing;
import dev.landfall.controlplane.timer.DueIndex;
import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.Jobs;
import dev.landfall.controlplane.workflow.NewWorkflow;
import dev.landfall.controlplane.workflow.StartedWorkflow;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.controlplane.workflow.StepRecord;
import dev.landfall.controlplane.workflow.WaitingJobs;
import dev.landfall.controlplane.workflow.Workflows;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PartitionId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.WorkflowId;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.lease.QueueMessage;
import dev.landfall.testkit.blob.InMemoryBlobs;
import dev.landfall.testkit.identity.InMemoryOutbound;
import dev.landfall.testkit.queue.InMemoryJobQueues;
import dev.landfall.testkit.queue.ReceivedMessage;
import dev.landfall.testkit.records.InMemoryRecords;
import dev.landfall.testkit.secret.InMemorySecretStore;
import dev.landfall.testkit.signing.InMemorySigner;
import dev.landfall.testkit.time.ManualClock;
import dev.landfall.testkit.time.SequentialIds;
import dev.landfall.testkit.wakeup.InMemoryWakeUp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The engine on fakes, with one org, one pool and one project. */
final class Engine {
    static final OrgId ORG = new OrgId("org_1");
    static final PartitionId PROJECT = new PartitionId("pr_1");
    static final Actor ALICE = Actor.token("alice");

    final ManualClock clock;
    final SequentialIds ids;
    final FlakyRecords records;
    final InMemoryJobQueues queues;
    final FlakyQueues sending;
    final InMemoryBlobs blobs;
    final Metrics metrics = new Metrics();
    final Outbox outbox;
    final Workflows workflows;
    final Jobs jobs;
    final Sessions sessions;
    final Pools pools;
    final Leases leases;
    final Events events;
    final PoolId pool;
    final InMemorySecretStore secrets;
    final DeadLetters deadLetters;
    final Tick tick;
    final ScriptedRules rules;
    final InMemoryOutbound outbound = new InMemoryOutbound();
    private final QueueName poolQueue;

    private Engine(
            ManualClock clock,
            SequentialIds ids,
            FlakyRecords records,
            InMemoryJobQueues queues,
            InMemorySecretStore secrets,
            InMemoryBlobs blobs) {
        this.clock = clock;
        this.ids = ids;
        this.records = records;
        this.queues = queues;
        this.sending = new FlakyQueues(queues);
        this.secrets = secrets;
        this.blobs = blobs;
        queues.create(QueueName.EVENTS);
        var documents = new Documents(records, ids);
        this.pools = new Pools(records, sending, clock, ids);
        this.pool = pools.list(ORG).isEmpty()
                ? pools.create(ORG, "default").id()
                : pools.list(ORG).getFirst().id();
        this.poolQueue = QueueName.of(pool);
        this.rules = new ScriptedRules(name -> new StepDecision.Run(request(name, ci(name), RetryPolicy.standard())));
        var due = new DueIndex(documents);
        this.outbox = new Outbox(records, due, sending, new InMemoryWakeUp(), metrics, clock, ids);
        this.workflows = new Workflows(records, outbox, List.of(rules), metrics, clock, ids);
        this.jobs = workflows.jobs();
        var signer = new InMemorySigner(clock);
        this.sessions = new Sessions(records, sending, signer, secrets, outbound, clock, ids);
        this.leases =
                Leases.of(workflows.commits(), sessions, outbox, new KeyRing(documents, signer, clock), metrics, clock);
        this.events = new Events(leases.check(), workflows, List.of());
        this.deadLetters = new DeadLetters(documents, queues, metrics, clock);
        var settings = new RetentionSettings(
                Duration.ofDays(90),
                Duration.ofDays(30),
                List.of(new ExpiringRecords("delivery.", "receivedAt", Duration.ofDays(30))));
        this.tick = new Tick(
                documents,
                due,
                outbox,
                leases.check(),
                new WaitingJobs(workflows.commits(), clock),
                new Retention(records, blobs, settings, clock, ids),
                deadLetters,
                List.of(),
                metrics,
                clock);
    }

    JobRequest request(String name, JobWork work, RetryPolicy retry) {
        return new JobRequest(name, work, pool, List.of(), Duration.ofMinutes(10), retry, "web");
    }

    static JobWork ci(String name) {
        return new CiWork(name, "true", Map.of(), null, null);
    }

    StartedWorkflow start(StepDefinition... steps) {
        return start(Changing.BESIDE, List.of(), steps);
    }

    StartedWorkflow start(Changing changing, List<Write> writes, StepDefinition... steps) {
        return workflows.start(new NewWorkflow(
                ORG,
                PROJECT,
                ScriptedRules.KIND,
                changing,
                "a test",
                ALICE,
                Json.mapper().createObjectNode(),
                List.of(steps),
                writes));
    }

    static StepDefinition job(String name, String... dependsOn) {
        return StepDefinition.job(name, List.of(dependsOn), Json.mapper().createObjectNode());
    }

    static StepDefinition approval(String name, String... dependsOn) {
        return StepDefinition.approval(name, List.of(dependsOn), Json.mapper().createObjectNode());
    }

    StepRecord step(WorkflowId workflow, String name) {
        return workflows.view(workflow).steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    JobRecord jobOf(WorkflowId workflow, String step) {
        return jobs.require(step(workflow, step).job().orElseThrow());
    }

    /** What the pool's queue delivers now; it is deleted. */
    List<QueueMessage> announced() {
        return take(poolQueue).stream()
                .map(message -> Json.read(message, QueueMessage.class))
                .toList();
    }

    /** Delivers the events that are due now, once. */
    int pump() {
        var messages = take(QueueName.EVENTS);
        messages.forEach(events::handle);
        return messages.size();
    }

    /** The events that are due now never come. */
    void loseEvents() {
        take(QueueName.EVENTS);
    }

    /** Moves the clock in steps and delivers events on the way. */
    void pass(Duration time) {
        var end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            var left = Duration.between(clock.instant(), end);
            clock.advance(left.compareTo(Duration.ofSeconds(1)) < 0 ? left : Duration.ofSeconds(1));
            pump();
        }
    }

    TestRunner runner(String name) {
        return new TestRunner(this, name);
    }

    Optional<QueueMessage> message(JobId job) {
        return announced().stream().filter(found -> found.job().equals(job)).findFirst();
    }

    private List<String> take(QueueName queue) {
        var received = queues.receive(queue, 1000, Duration.ofMinutes(1));
        received.forEach(message -> queues.delete(queue, message.receipt()));
        return received.stream().map(ReceivedMessage::body).toList();
    }

    /** The clock moves by minutes, with the tick of each and the events on the way. */
    void passMinutes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            clock.advance(Duration.ofMinutes(1));
            pump();
            tick.tick();
        }
    }

    static Engine onFakes() {
        var clock = new ManualClock();
        return new Engine(
                clock,
                new SequentialIds(),
                new FlakyRecords(new InMemoryRecords(clock)),
                new InMemoryJobQueues(clock),
                new InMemorySecretStore(),
                new InMemoryBlobs(clock));
    }

    /** Another process of the control plane on the same store and queues, as after a crash. */
    Engine restarted() {
        return new Engine(clock, ids, records, queues, secrets, blobs);
    }
}
