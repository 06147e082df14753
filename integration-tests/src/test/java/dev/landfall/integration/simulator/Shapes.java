package dev.landfall.integration.simulator;

import dev.landfall.controlplane.workflow.Changing;
import dev.landfall.controlplane.workflow.StepCondition;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.controlplane.workflow.StepKind;
import dev.landfall.integration.simulator.SimulatedRules.StepSpec;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** The workflows that a simulation starts. */
final class Shapes {
    private static final StepSpec SHORT = new StepSpec(false, 120, 1, 0);

    private Shapes() {}

    /** A graph of steps and whether it changes its partition. */
    record Shape(Changing changing, List<StepDefinition> steps) {}

    /** A pipeline, which an event starts. */
    static Shape pipeline(Random random) {
        var spec = new StepSpec(false, 60 + random.nextInt(1200), 1 + random.nextInt(2), 0);
        return new Shape(
                Changing.BESIDE,
                switch (random.nextInt(3)) {
                    case 0 -> List.of(job("build", spec));
                    case 1 -> List.of(job("build", spec), job("test", spec, "build"), job("lint", SHORT, "build"));
                    default -> List.of(job("evaluate", new StepSpec(false, 300, 2, 1 + random.nextInt(4))));
                });
    }

    /** A change, which a person starts. */
    static Shape change(Random random) {
        var apply = new StepSpec(true, 60 + random.nextInt(840), 1, 0);
        var steps = random.nextBoolean()
                ? List.of(
                        job("plan", SHORT),
                        StepDefinition.approval("approve", List.of("plan"), params(SHORT)),
                        job("apply", apply, "approve"),
                        new StepDefinition(
                                "report", StepKind.JOB, List.of("apply"), StepCondition.ALWAYS, params(SHORT)))
                : List.of(job("apply", apply));
        return new Shape(Changing.CHANGING, steps);
    }

    static List<StepDefinition> appended(String after, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i == 0 ? job(after + "-0", SHORT) : job(after + "-" + i, SHORT, after + "-" + (i - 1)))
                .toList();
    }

    private static StepDefinition job(String name, StepSpec spec, String... dependsOn) {
        return StepDefinition.job(name, List.of(dependsOn), params(spec));
    }

    private static JsonNode params(StepSpec spec) {
        return Json.mapper().valueToTree(spec);
    }
}
