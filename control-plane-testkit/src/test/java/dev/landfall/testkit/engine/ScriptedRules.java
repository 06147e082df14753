package dev.landfall.testkit.engine;

import dev.landfall.controlplane.records.StoredRecord;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepContext;
import dev.landfall.controlplane.workflow.StepDecision;
import dev.landfall.controlplane.workflow.StepRecord;
import dev.landfall.controlplane.workflow.WorkflowRecord;
import dev.landfall.controlplane.workflow.WorkflowRules;
import dev.landfall.protocol.job.JobResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Rules whose answers a test sets by the name of the step; without one, a step runs {@code true}. */
final class ScriptedRules implements WorkflowRules {
    static final String KIND = "scripted";

    private final Map<String, Function<StepContext, StepDecision>> ready = new HashMap<>();
    private final Map<String, BiFunction<StepContext, JobResult, StepAftermath>> ended = new HashMap<>();
    private final Map<String, List<String>> retryFrom = new HashMap<>();
    private List<Write> closed = List.of();
    private final Function<String, StepDecision> byDefault;

    ScriptedRules(Function<String, StepDecision> byDefault) {
        this.byDefault = byDefault;
    }

    ScriptedRules ready(String step, Function<StepContext, StepDecision> decision) {
        ready.put(step, decision);
        return this;
    }

    ScriptedRules ended(String step, BiFunction<StepContext, JobResult, StepAftermath> aftermath) {
        ended.put(step, aftermath);
        return this;
    }

    ScriptedRules retryFrom(String step, List<String> steps) {
        retryFrom.put(step, steps);
        return this;
    }

    ScriptedRules closed(List<Write> writes) {
        closed = writes;
        return this;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> reads(WorkflowRecord workflow) {
        return List.of("install");
    }

    @Override
    public StepDecision ready(StepContext context) {
        var name = context.step().name();
        return ready.containsKey(name) ? ready.get(name).apply(context) : byDefault.apply(name);
    }

    @Override
    public StepAftermath ended(StepContext context, JobResult result) {
        var name = context.step().name();
        return ended.containsKey(name) ? ended.get(name).apply(context, result) : StepAftermath.NONE;
    }

    @Override
    public List<String> retryFrom(StepContext context) {
        var name = context.step().name();
        return retryFrom.getOrDefault(name, List.of(name));
    }

    @Override
    public List<Write> closed(
            WorkflowRecord workflow, Map<String, StepRecord> steps, Map<String, StoredRecord> documents) {
        return closed;
    }
}
