package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Reference;
import dev.landfall.formats.template.TemplateEngine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Finds the templates in the values of a section and what they refer to. */
final class TemplateUses {

    private final TemplateEngine engine = TemplateEngine.go();
    private final Problems problems;
    private final List<Reference> references = new ArrayList<>();

    TemplateUses(Problems problems) {
        this.problems = problems;
    }

    static List<Reference> of(Component component, Problems problems) {
        return of(component.vars().values(), component.env().values(), component.varFiles(), problems);
    }

    static List<Reference> of(Sandbox sandbox, Problems problems) {
        return of(sandbox.vars().values(), sandbox.env().values(), sandbox.varFiles(), problems);
    }

    static List<Reference> of(RunnerSettings runner, Problems problems) {
        return of(runner.env().values(), List.of(), List.of(), problems);
    }

    static List<Reference> of(Collection<ConfigValue> values, Problems problems) {
        return of(values, List.of(), List.of(), problems);
    }

    static List<Reference> of(Action action, Problems problems) {
        var uses = new TemplateUses(problems);
        for (var step : action.steps()) {
            if (step.command() != null) {
                uses.add(step.command());
            }
            if (step.inlineContents() != null) {
                uses.add(step.inlineContents());
            }
            step.env().values().forEach(uses::add);
        }
        return uses.references;
    }

    private static List<Reference> of(
            Collection<ConfigValue> vars, Collection<ConfigValue> env, List<VarFile> varFiles, Problems problems) {
        var uses = new TemplateUses(problems);
        vars.forEach(uses::add);
        env.forEach(uses::add);
        varFiles.forEach(file -> uses.add(file.contents()));
        return uses.references;
    }

    private void add(ConfigValue value) {
        addNode(value.value(), value);
    }

    private void addNode(JsonNode node, ConfigValue value) {
        if (node.isString()) {
            addText(node.stringValue(), value);
        } else {
            node.forEach(inner -> addNode(inner, value));
        }
    }

    private void addText(String text, ConfigValue value) {
        var template = engine.parse(text, value.placesIn(text));
        problems.addAll(template);
        template.value().ifPresent(parsed -> references.addAll(parsed.references()));
    }
}
