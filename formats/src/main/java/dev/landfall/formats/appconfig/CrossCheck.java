package dev.landfall.formats.appconfig;

import dev.landfall.formats.dependency.DependencyOrder;
import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Reference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks the parts of a config against each other and puts the components into deploy order. */
final class CrossCheck {

    private static final Set<String> STACK_TIME =
            Set.of("id", "name", "install", "inputs", "org", "app", "cloud_account");

    private final Map<String, Component> components = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();
    private final ReferenceCheck references;
    private final Problems problems;

    /**
     * @param allComponents names of all components, also of those of types that are not supported
     */
    CrossCheck(
            List<Component> components,
            Collection<String> allComponents,
            List<Input> inputs,
            List<Action> actions,
            List<Secret> secrets,
            NestedOutputs nested,
            Problems problems) {
        this.problems = problems;
        components.forEach(component -> this.components.put(component.name(), component));
        allComponents.forEach(name -> aliases.put(name, name));
        components.forEach(this::addVarName);
        this.references = new ReferenceCheck(
                aliases,
                inputs.stream().map(Input::name).toList(),
                actions.stream().map(Action::name).toList(),
                secrets.stream().map(Secret::name).toList(),
                nested,
                problems);
    }

    private void addVarName(Component component) {
        var varName = component.varName();
        if (varName == null || varName.equals(component.name())) {
            return;
        }
        var other = aliases.putIfAbsent(varName, component.name());
        if (other != null) {
            problems.add(component.at(), "The var_name '" + varName + "' already means the component '" + other + "'.");
        }
    }

    /** Templates of what is there before any component: they cannot use outputs of components or actions. */
    void beforeComponents(List<Reference> used, String what) {
        for (var reference : used) {
            var root = reference.path().isEmpty() ? "" : reference.path().getFirst();
            if (Set.of("components", "actions").contains(root)) {
                problems.add(
                        reference.at(),
                        reference + ": " + what + " comes before all " + root + " and cannot use their outputs.");
            } else {
                references.check(reference);
            }
        }
    }

    /** Templates of the install stack, which is rendered before there is anything. */
    void beforeAnything(List<Reference> used) {
        for (var reference : used) {
            var root = reference.path().isEmpty() ? "" : reference.path().getFirst();
            if (STACK_TIME.contains(root) && !isSandbox(reference)) {
                references.check(reference);
            } else {
                problems.add(
                        reference.at(),
                        reference + ": the install stack is rendered before there is anything else; it can use "
                                + String.join(", ", STACK_TIME.stream().sorted().toList())
                                + " only.");
            }
        }
    }

    private static boolean isSandbox(Reference reference) {
        return reference.path().size() > 1 && reference.path().subList(0, 2).equals(List.of("install", "sandbox"));
    }

    /** Templates of what runs after the components. */
    void references(List<Reference> used) {
        used.forEach(references::check);
    }

    /** The components with all their dependencies, each after those that it depends on. Unordered after a problem. */
    List<Component> inDeployOrder() {
        var needs = new TreeMap<String, Set<String>>();
        components.replaceAll((name, component) -> {
            var dependsOn = new TreeSet<>(component.dependsOn());
            TemplateUses.of(component.templates(), problems)
                    .forEach(reference -> references.check(reference).ifPresent(dependsOn::add));
            needs.put(name, dependsOn);
            return component.withDependsOn(dependsOn);
        });
        return switch (DependencyOrder.of(needs)) {
            case DependencyOrder.Sorted sorted ->
                sorted.names().stream().flatMap(name -> named(name).stream()).toList();
            case DependencyOrder.Cycle cycle -> {
                named(cycle.path().getFirst())
                        .ifPresent(component -> problems.add(
                                component.at(),
                                "The components depend on each other in a circle: " + cycle
                                        + ". Remove one of the dependencies; references in templates count."));
                yield List.of();
            }
        };
    }

    private Optional<Component> named(String name) {
        return Optional.ofNullable(components.get(name));
    }
}
