package dev.landfall.controlplane.workflow;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for steps that are to be made. */
final class Appending {
    /** Most steps of a workflow: each decision reads them all. */
    static final int MAX_STEPS = 200;

    /** Most bytes of the definitions that wait to be made, with room for the rest of their record. */
    static final int MAX_UNBORN_BYTES = 60 * 1024;

    /** Most bytes of a job's record, with room for what is added while it runs. */
    static final int MAX_JOB_BYTES = 56 * 1024;

    private Appending() {}

    /**
     * @throws RefusedByRules when the steps cannot be made
     */
    static void check(Progress progress, StepRecord after, List<StepDefinition> append) {
        if (append.isEmpty()) {
            return;
        }
        int count = progress.steps().size() + progress.unborn().size() + append.size();
        if (count > MAX_STEPS) {
            throw new RefusedByRules("step " + after.name() + " would make " + count
                    + " steps of this workflow; at most " + MAX_STEPS + " are possible");
        }
        if (Json.write(new Unborn(append)).length > MAX_UNBORN_BYTES) {
            throw new RefusedByRules("step " + after.name() + " appends steps that are described by more than "
                    + MAX_UNBORN_BYTES + " bytes; split them");
        }
        var names = new HashSet<String>();
        for (StepDefinition definition : append) {
            var existing = progress.step(definition.name());
            boolean runs = existing.isPresent()
                    && !existing.get().status().ended()
                    && !definition.name().equals(after.name());
            if (!names.add(definition.name()) || runs) {
                throw new RefusedByRules("there are two steps with the name " + definition.name());
            }
        }
        append.forEach(definition -> requireDependencies(progress, names, definition));
    }

    /**
     * @throws LandfallException INVALID, LIMIT when a workflow cannot start with these steps
     */
    static void checkFirst(List<StepDefinition> steps) {
        var names = new HashSet<String>();
        for (StepDefinition definition : steps) {
            if (!names.add(definition.name())) {
                throw LandfallException.invalid("There are two steps with the name '" + definition.name() + "'.");
            }
        }
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw LandfallException.limit(
                    "A workflow has 1 to " + MAX_STEPS + " steps, not " + steps.size() + "; change less at once.");
        }
        for (StepDefinition definition : steps) {
            definition.dependsOn().stream()
                    .filter(name -> !names.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw LandfallException.invalid(
                                "Step '" + definition.name() + "' depends on '" + name + "', which does not exist.");
                    });
        }
    }

    private static void requireDependencies(Progress progress, Set<String> names, StepDefinition definition) {
        for (String name : definition.dependsOn()) {
            if (!names.contains(name) && !progress.knows(name)) {
                throw new RefusedByRules(
                        "step " + definition.name() + " depends on " + name + ", which does not exist");
            }
        }
    }
}
