package dev.landfall.stacktemplates.cloudformation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A template while it is put together. Not thread-safe. */
final class Template {

    private final Entries parameters = new Entries();
    private final Entries labels = new Entries();
    private final List<Object> groups = new ArrayList<>();
    private final Entries rules = new Entries();
    private final Entries conditions = new Entries();
    private final Entries resources = new Entries();
    private final Entries outputs = new Entries();
    private final Set<String> names = new HashSet<>();
    private final SortedSet<String> twice = new TreeSet<>();

    /** A heading for parameters; those that follow stand under it. */
    List<Object> group(String label) {
        var names = new ArrayList<>();
        groups.add(Entries.of("Label", Entries.of("default", label)).with("Parameters", names));
        return names;
    }

    void parameter(List<Object> group, String name, String label, Entries definition) {
        named(name);
        group.add(name);
        parameters.put(name, definition);
        labels.put(name, Entries.of("default", label));
    }

    boolean hasParameter(String name) {
        return parameters.containsKey(name);
    }

    int parameterCount() {
        return parameters.size();
    }

    void rule(String name, Object assertion, String description) {
        rules.put(
                name,
                Entries.of(
                        "Assertions", List.of(Entries.of("Assert", assertion).with("AssertDescription", description))));
    }

    void condition(String name, Object condition) {
        conditions.put(name, condition);
    }

    void resource(String name, String type, Entries properties) {
        resource(name, type, null, properties);
    }

    void resource(String name, String type, @Nullable String condition, Entries properties) {
        named(name);
        var resource = Entries.of("Type", type);
        if (condition != null) {
            resource.put("Condition", condition);
        }
        resources.put(name, resource.with("Properties", properties));
    }

    /** An attribute of a resource that is there, such as {@code DeletionPolicy}. */
    void attribute(String resource, String name, Object value) {
        ((Entries) java.util.Objects.requireNonNull(resources.get(resource))).put(name, value);
    }

    /** Names that several parameters and resources have, which have to differ from each other. */
    SortedSet<String> twice() {
        return twice;
    }

    private void named(String name) {
        if (!names.add(name)) {
            twice.add(name);
        }
    }

    List<String> resourceNames() {
        return List.copyOf(resources.keySet());
    }

    void output(String name, String description, Object value) {
        outputs.put(name, Entries.of("Description", description).with("Value", value));
    }

    Entries tree(String description) {
        var metadata = Entries.of("ParameterGroups", groups).with("ParameterLabels", labels);
        var tree = Entries.of("AWSTemplateFormatVersion", "2010-09-09")
                .with("Description", description)
                .with("Metadata", Entries.of("AWS::CloudFormation::Interface", metadata))
                .with("Parameters", parameters);
        if (!rules.isEmpty()) {
            tree.put("Rules", rules);
        }
        return tree.with("Conditions", conditions).with("Resources", resources).with("Outputs", outputs);
    }
}
