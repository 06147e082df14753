package dev.landfall.controlplane.project;

import dev.landfall.controlplane.workflow.StepAftermath;
import dev.landfall.controlplane.workflow.StepCondition;
import dev.landfall.controlplane.workflow.StepDefinition;
import dev.landfall.controlplane.workflow.StepKind;
import dev.landfall.protocol.job.CiJobDefinition;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the jobs that a commit defines into steps. */
final class CiSteps {

    /** Most jobs that one event starts. */
    static final int MAX_JOBS = 200;

    /** Most bytes of one definition, so that its step stays a record. */
    static final int MAX_DEFINITION_BYTES = 40 * 1024;

    private static final int MAX_NAME = 100;

    private CiSteps() {}

    static StepAftermath of(List<CiJobDefinition> jobs) {
        if (jobs.size() > MAX_JOBS) {
            return StepAftermath.failing(
                    "The commit starts " + jobs.size() + " jobs; one event starts at most " + MAX_JOBS + ".");
        }
        var names = stepNames(jobs);
        var steps = new ArrayList<StepDefinition>();
        for (CiJobDefinition job : jobs) {
            var problem = problem(job, names);
            if (!problem.isEmpty()) {
                return StepAftermath.failing(problem);
            }
            steps.add(step(job, names));
        }
        return StepAftermath.appending(steps);
    }

    static StepDefinition single(CiJobDefinition job) {
        return step(job, stepNames(List.of(job)));
    }

    private static StepDefinition step(CiJobDefinition job, Map<String, String> names) {
        var dependsOn = job.dependsOn().stream().map(names::get).toList();
        return new StepDefinition(
                names.getOrDefault(job.name(), "job"),
                StepKind.JOB,
                dependsOn,
                condition(job.condition()),
                Json.mapper().valueToTree(job));
    }

    private static String problem(CiJobDefinition job, Map<String, String> names) {
        var missing = job.dependsOn().stream()
                .filter(name -> !names.containsKey(name))
                .findFirst();
        if (missing.isPresent()) {
            return "The job '" + job.name() + "' (" + job.file() + ") depends on '" + missing.get()
                    + "', which this event does not start.";
        }
        var bytes = Json.writeString(job).getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_DEFINITION_BYTES
                ? ""
                : "The job '" + job.name() + "' (" + job.file() + ") has " + bytes + " bytes; a job has at most "
                        + MAX_DEFINITION_BYTES + ". Move its script into a file of the repository.";
    }

    private static StepCondition condition(String text) {
        return switch (text) {
            case "any_failed" -> StepCondition.ANY_FAILED;
            case "always" -> StepCondition.ALWAYS;
            default -> StepCondition.ALL_SUCCESS;
        };
    }

    /** A step name for each job: its own, with other characters replaced, made different where that collides. */
    private static Map<String, String> stepNames(List<CiJobDefinition> jobs) {
        var names = new LinkedHashMap<String, String>();
        for (CiJobDefinition job : jobs) {
            var plain = job.name().replaceAll("[^A-Za-z0-9._-]", "-");
            var base = plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
            var name = base.isEmpty() || base.equals(CiRules.EVALUATE) ? base + "-job" : base;
            for (int i = 2; names.containsValue(name); i++) {
                name = base + "-" + i;
            }
            names.put(job.name(), name);
        }
        return names;
    }
}
