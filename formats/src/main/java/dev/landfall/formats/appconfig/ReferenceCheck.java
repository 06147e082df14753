package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Reference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks that what templates refer to can be there when they are rendered. */
final class ReferenceCheck {

    private static final Set<String> ROOTS = Set.of(
            "id",
            "name",
            "org",
            "app",
            "install",
            "inputs",
            "sandbox",
            "components",
            "actions",
            "runner",
            "cloud_account",
            "install_stack",
            "secrets",
            "domain",
            "action",
            "runbook");
    private static final Set<String> STACK_FIELDS = Set.of("outputs", "quick_link_url", "template_url", "checksum");
    private static final List<String> NESTED = List.of("install_stack", "outputs", "custom_nested_stacks");
    private static final Set<String> NESTED_FIELDS = Set.of("id", "outputs");
    private static final Map<String, Set<String>> CLOUD_FIELDS =
            Map.of("aws", Set.of("region"), "azure", Set.of("location"), "gcp", Set.of("project_id", "region"));
    private static final Set<String> COMPONENT_FIELDS = Set.of("outputs", "status", "id", "name");

    private final Map<String, String> componentNames;
    private final Collection<String> inputs;
    private final Collection<String> actions;
    private final Collection<String> secrets;
    private final NestedOutputs nested;
    private final Problems problems;

    /**
     * @param componentNames the name of each component by every name that templates may use for it
     * @param nested learns which outputs of nested stacks are named
     */
    ReferenceCheck(
            Map<String, String> componentNames,
            Collection<String> inputs,
            Collection<String> actions,
            Collection<String> secrets,
            NestedOutputs nested,
            Problems problems) {
        this.componentNames = componentNames;
        this.inputs = new TreeSet<>(inputs);
        this.actions = new TreeSet<>(actions);
        this.secrets = new TreeSet<>(secrets);
        this.nested = nested;
        this.problems = problems;
    }

    /** The component whose outputs a reference needs, if it needs any. */
    Optional<String> check(Reference reference) {
        var path = reference.path();
        switch (name(reference, 0)) {
            case "" ->
                problems.add(
                        reference.at(),
                        "'.nuon' alone is the whole state; name what you need, such as .nuon.install.name.");
            case "components" -> {
                return component(reference);
            }
            case "inputs" -> {
                if (path.size() > 1) {
                    inputs(reference, 1);
                }
            }
            case "install" -> install(reference);
            case "sandbox" -> field(reference, 1, Set.of("outputs", "status", "type"));
            case "actions" -> action(reference);
            case "org", "app" -> field(reference, 1, Set.of("id", "name"));
            case "cloud_account" -> cloudAccount(reference);
            case "install_stack" -> installStack(reference);
            case "domain" -> field(reference, 1, Set.of("public", "internal"));
            case "secrets" -> field(reference, 1, secrets);
            case "action", "runbook" -> field(reference, 1, Set.of("inputs"));
            case "runner" -> field(reference, 1, Set.of("id"));
            case "id", "name" -> {}
            default -> root(reference, path.getFirst());
        }
        return Optional.empty();
    }

    /** A field of a part that may also be used as a whole. */
    private boolean field(Reference reference, int depth, Collection<String> fields) {
        return reference.path().size() <= depth || known(reference, depth, fields);
    }

    private Optional<String> component(Reference reference) {
        if (!known(reference, 1, componentNames.keySet()) || !field(reference, 2, COMPONENT_FIELDS)) {
            return Optional.empty();
        }
        return Optional.ofNullable(componentNames.get(name(reference, 1)));
    }

    private void install(Reference reference) {
        switch (name(reference, 1)) {
            case "inputs" -> field(reference, 2, inputs);
            case "sandbox" -> field(reference, 2, Set.of("outputs", "status"));
            case "secrets" -> field(reference, 2, secrets);
            default -> field(reference, 1, Set.of("id", "name", "inputs", "sandbox", "secrets"));
        }
    }

    /** {@code .nuon.inputs.inputs.NAME}, or {@code .nuon.inputs.inputs} as a whole. */
    private void inputs(Reference reference, int depth) {
        var name = name(reference, depth);
        if (!name.equals("inputs") && inputs.contains(name)) {
            problems.add(reference.at(), reference + ": write .nuon.inputs.inputs." + name + ".");
        } else if (known(reference, depth, Set.of("inputs")) && reference.path().size() > depth + 1) {
            known(reference, depth + 1, inputs);
        }
    }

    private void cloudAccount(Reference reference) {
        if (!field(reference, 1, CLOUD_FIELDS.keySet())) {
            return;
        }
        field(reference, 2, CLOUD_FIELDS.getOrDefault(name(reference, 1), Set.of()));
    }

    private void installStack(Reference reference) {
        var path = reference.path();
        if (!field(reference, 1, STACK_FIELDS)
                || path.size() < NESTED.size()
                || !path.subList(0, NESTED.size()).equals(NESTED)) {
            return;
        }
        int depth = NESTED.size();
        if (!field(reference, depth, nested.stacks()) || !field(reference, depth + 1, NESTED_FIELDS)) {
            return;
        }
        if (path.size() > depth + 2) {
            nested.add(name(reference, depth), name(reference, depth + 2));
        } else if (!name(reference, depth + 1).equals("id")) {
            problems.notice(
                    reference.at(),
                    reference
                            + ": only those outputs of nested stacks are in it that a template names by their whole path.");
        }
    }

    private void action(Reference reference) {
        if (known(reference, 1, Set.of("workflows")) && known(reference, 2, actions)) {
            field(reference, 3, Set.of("outputs", "status"));
        }
    }

    private void root(Reference reference, String root) {
        problems.add(reference.at(), reference + ": there is no '" + root + "'" + problems.hint(root, ROOTS));
    }

    private boolean known(Reference reference, int depth, Collection<String> names) {
        var name = name(reference, depth);
        if (names.contains(name)) {
            return true;
        }
        var above = reference.path().subList(0, Math.min(depth, reference.path().size()));
        var message = name.isEmpty()
                ? ": a name is missing behind it"
                : ": there is no '" + name + "' in .nuon." + String.join(".", above);
        problems.add(reference.at(), reference + message + problems.hint(name, names));
        return false;
    }

    private static String name(Reference reference, int depth) {
        return depth < reference.path().size() ? reference.path().get(depth) : "";
    }
}
