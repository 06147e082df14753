package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.RecordKey;
import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.StartedWorkflow;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepCondition;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.controlplane.workflow.StepKind;
import dev.landfall.controlplane.workflow.StepStatus;
import dev.landfall.controlplane.workflow.WorkflowStatus;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private final Engine engine = Engine.onFakes();
    private final TestRunner one = engine.runner("one");

    private StepStatus step(StartedWorkflow workflow, String name) {
        return engine.step(workflow.id(), name).status();
    }

    private WorkflowStatus status(StartedWorkflow workflow) {
        return engine.workflows.view(workflow.id()).workflow().status();
    }

    /** Every job that waits runs and ends so. */
    private void runAll(JobOutcome outcome) {
        for (var messages = engine.announced(); !messages.isEmpty(); messages = engine.announced()) {
            messages.forEach(message -> one.complete(one.claim(message), outcome));
        }
    }

    private static StepDefinition when(StepCondition condition, String name, String... dependsOn) {
        return new StepDefinition(
                name, StepKind.JOB, List.of(dependsOn), condition, Json.mapper().createObjectNode());
    }

    @Test
    void oneWorkflowAtATimeChangesAPartition() {
        var first = engine.start(Changing.CHANGING, List.of(), Engine.job("a"));
        var refusal =
                assertRefused(ErrorKind.CONFLICT, () -> engine.start(Changing.CHANGING, List.of(), Engine.job("b")));
        assertTrue(refusal.contains(first.id().value()), refusal);
        assertEquals(Optional.of(first.id()), engine.workflows.active(Engine.PROJECT));
        engine.start(Changing.BESIDE, List.of(), Engine.job("c"));
        runAll(JobOutcome.SUCCEEDED);
        assertEquals(Optional.empty(), engine.workflows.active(Engine.PROJECT));
        engine.start(Changing.CHANGING, List.of(), Engine.job("b"));
    }

    @Test
    void conditionsDecideWhatFollowsAFailure() {
        var started = engine.start(
                Engine.job("a"),
                Engine.job("b", "a"),
                when(StepCondition.ANY_FAILED, "alarm", "a"),
                when(StepCondition.ALWAYS, "clean", "a", "b"));
        one.complete(one.claim(engine.announced().getFirst()), JobOutcome.FAILED);
        runAll(JobOutcome.SUCCEEDED);
        assertEquals(StepStatus.SKIPPED, step(started, "b"));
        assertEquals(StepStatus.SUCCEEDED, step(started, "alarm"));
        assertEquals(StepStatus.SUCCEEDED, step(started, "clean"));
        assertEquals(WorkflowStatus.FAILED, status(started));
    }

    @Test
    void rulesMaySatisfySkipOrFailAStepWithoutAJob() {
        engine.rules
                .ready("satisfied", context -> new StepDecision.Satisfied("no changes"))
                .ready("skipped", context -> new StepDecision.Skip("not asked for"))
                .ready("failed", context -> new StepDecision.Fail("no such secret"))
                .ready("thrown", context -> {
                    throw LandfallException.invalid("the template misses a key");
                });
        var started = engine.start(
                Engine.job("satisfied"),
                Engine.job("after", "satisfied"),
                Engine.job("skipped"),
                Engine.job("afterSkip", "skipped"),
                Engine.job("failed"),
                Engine.job("thrown"));
        runAll(JobOutcome.SUCCEEDED);
        assertEquals(StepStatus.SUCCEEDED, step(started, "satisfied"));
        assertEquals(StepStatus.SUCCEEDED, step(started, "after"));
        assertEquals(StepStatus.SKIPPED, step(started, "skipped"));
        assertEquals(StepStatus.SKIPPED, step(started, "afterSkip"));
        assertEquals(StepStatus.FAILED, step(started, "failed"));
        assertEquals(
                "the template misses a key", engine.step(started.id(), "thrown").reason());
        assertEquals(WorkflowStatus.FAILED, status(started));
    }

    @Test
    void anAftermathAppendsStepsAndWritesInTheSameBatch() {
        engine.rules.ended(
                "evaluate",
                (context, result) -> new StepAftermath(
                        List.of(Engine.job("unit", "evaluate"), Engine.job("lint", "evaluate")),
                        List.of(Documents.put("seen", Map.of("by", "aftermath"), Precondition.none())),
                        Optional.empty()));
        var started = engine.start(Engine.job("evaluate"));
        runAll(JobOutcome.SUCCEEDED);
        assertEquals(StepStatus.SUCCEEDED, step(started, "unit"));
        assertEquals(StepStatus.SUCCEEDED, step(started, "lint"));
        assertEquals(WorkflowStatus.SUCCEEDED, status(started));
        assertTrue(engine.records
                .find(new RecordKey(Engine.PROJECT.value(), "seen"))
                .isPresent());
    }

    @Test
    void anAftermathMayFailAStepWhoseJobSucceeded() {
        engine.rules.ended("a", (context, result) -> StepAftermath.failing("nothing was defined"));
        var started = engine.start(Engine.job("a"));
        runAll(JobOutcome.SUCCEEDED);
        assertEquals(
                "step a: nothing was defined",
                engine.workflows.view(started.id()).workflow().reason());
    }

    @Test
    void manyAppendedStepsAllRun() {
        var many = IntStream.range(0, 150)
                .mapToObj(i -> Engine.job("job-" + i, "evaluate"))
                .toList();
        engine.rules.ended("evaluate", (context, result) -> StepAftermath.appending(many));
        var started = engine.start(Engine.job("evaluate"));
        runAll(JobOutcome.SUCCEEDED);
        var view = engine.workflows.view(started.id());
        assertEquals(151, view.steps().size());
        assertEquals(WorkflowStatus.SUCCEEDED, view.workflow().status());
    }

    @Test
    void moreStepsThanPossibleFailTheStepThatAppendsThem() {
        var many = IntStream.range(0, 201).mapToObj(i -> Engine.job("job-" + i)).toList();
        engine.rules.ended("evaluate", (context, result) -> StepAftermath.appending(many));
        var started = engine.start(Engine.job("evaluate"));
        runAll(JobOutcome.SUCCEEDED);
        assertEquals(StepStatus.FAILED, step(started, "evaluate"));
    }

    @Test
    void aWorkflowWithManyFirstStepsStartsThemAll() {
        var started = engine.start(
                IntStream.range(0, 100).mapToObj(i -> Engine.job("job-" + i)).toArray(StepDefinition[]::new));
        assertEquals(100, engine.announced().size());
        assertEquals(100, engine.workflows.view(started.id()).steps().size());
    }

    @Test
    void whatACrashLeftBetweenTwoDecisionsGoesOnByMessage() {
        var many = IntStream.range(0, 100)
                .mapToObj(i -> Engine.job("job-" + i, "evaluate"))
                .toList();
        engine.rules.ended("evaluate", (context, result) -> StepAftermath.appending(many));
        var started = engine.start(Engine.job("evaluate"));
        var lease = one.claim(engine.announced().getFirst());
        engine.sending.dies = true;
        try {
            one.complete(lease, JobOutcome.SUCCEEDED);
        } catch (FlakyQueues.Died e) {
            engine.sending.dies = false;
        }
        engine.passMinutes(8);
        assertEquals(100, engine.announced().stream().distinct().count());
        assertEquals(101, engine.workflows.view(started.id()).steps().size());
    }

    @Test
    void stepsThatDependOnEachOtherInACircleFail() {
        var started = engine.start(Engine.job("a", "b"), Engine.job("b", "a"));
        assertEquals(WorkflowStatus.FAILED, status(started));
    }

    @Test
    void stepsThatCannotBeAreRefusedAtTheStart() {
        assertRefused(ErrorKind.INVALID, () -> engine.start(Engine.job("a"), Engine.job("a")));
        assertRefused(ErrorKind.INVALID, () -> engine.start(Engine.job("a", "nobody")));
        assertRefused(ErrorKind.LIMIT, engine::start);
        assertRefused(ErrorKind.INVALID, () -> Engine.job("a step"));
    }

    @Test
    void aRefusedFurtherWriteStartsNothing() {
        var delivery = Documents.put("delivery.1", Map.of("id", "1"), Precondition.absent());
        engine.start(Changing.BESIDE, List.of(delivery), Engine.job("a"));
        assertRefused(ErrorKind.CONFLICT, () -> engine.start(Changing.BESIDE, List.of(delivery), Engine.job("a")));
        assertEquals(
                1,
                engine.workflows
                        .list(Engine.PROJECT, Optional.empty(), 10)
                        .items()
                        .size());
    }

    @Test
    void theEndOfAWorkflowWritesWhatItsRulesSay() {
        engine.rules.closed(List.of(Documents.put("status", Map.of("is", "done"), Precondition.none())));
        engine.start(Engine.job("a"));
        runAll(JobOutcome.SUCCEEDED);
        assertTrue(engine.records
                .find(new RecordKey(Engine.PROJECT.value(), "status"))
                .isPresent());
    }

    @Test
    void listsShowTheNewestFirst() {
        var first = engine.start(Engine.job("a"));
        var second = engine.start(Engine.job("b"));
        var page = engine.workflows.list(Engine.PROJECT, Optional.empty(), 1);
        assertEquals(second.id(), page.items().getFirst().id());
        var rest = engine.workflows.list(Engine.PROJECT, page.next(), 1);
        assertEquals(first.id(), rest.items().getFirst().id());

        var jobs = engine.jobs.list(Engine.PROJECT, Optional.empty(), Optional.empty(), 1);
        assertEquals(second.jobs().getFirst(), jobs.items().getFirst().id());
        var older = engine.jobs.newest(Engine.ORG, Optional.empty(), jobs.next(), 10);
        assertEquals(
                List.of(first.jobs().getFirst()),
                older.items().stream().map(job -> job.id()).toList());
    }
}
