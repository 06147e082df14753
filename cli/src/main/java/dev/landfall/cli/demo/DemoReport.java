package dev.landfall.cli.demo;

import dev.landfall.cli.output.Ages;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The summary of a story. */
public record DemoReport(List<StepResult> results) {

    public DemoReport {
        results = List.copyOf(results);
    }

    /** Whether every step that was played held; skipped chapters do not count. */
    public boolean held() {
        return results.stream()
                .allMatch(result ->
                        result.outcome() == StepResult.Outcome.HELD || result.outcome() == StepResult.Outcome.SKIPPED);
    }

    /** As a list of the API's form. */
    JsonNode json() {
        var json = Json.mapper().createObjectNode().put("held", held());
        var items = json.putArray("items");
        results.forEach(result -> items.addObject()
                .put("chapter", result.chapter())
                .put("step", result.title())
                .put("outcome", word(result.outcome()))
                .put("seconds", result.took().toMillis() / 1000.0)
                .put("took", Ages.of(result.took()))
                .put("note", result.note()));
        return json;
    }

    private static String word(StepResult.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
