package dev.landfall.runner.kind;

import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.job.SecretRef;
import dev.landfall.runner.job.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts secrets into variables, and remembers which values it used, so that they can be kept out of what a job reports.
 * Used by one thread.
 */
public final class SecretValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Shorter values stand in ordinary texts by chance. */
    private static final int MIN_CHARACTERS = 4;

    private final Secrets secrets;
    private final JobSpec spec;
    private final Set<String> used = new LinkedHashSet<>();

    public SecretValues(Secrets secrets, JobSpec spec) {
        this.secrets = secrets;
        this.spec = spec;
    }

    /** As {@link Secrets#resolve(Map)}. */
    public Map<String, String> resolve(Map<String, String> values) {
        values.values().forEach(this::remember);
        return secrets.resolve(values);
    }

    /** Resolves every text inside the values; names are left as they are. */
    public Map<String, JsonNode> resolveTrees(Map<String, JsonNode> values) {
        var resolved = new TreeMap<String, JsonNode>();
        values.forEach((name, value) -> resolved.put(name, resolve(value)));
        return resolved;
    }

    /**
     * Learns the secrets in values that reach the job another way, such as inside an approved plan, so that they are masked
     * all the same.
     */
    public void know(Map<String, JsonNode> values) {
        values.values().forEach(this::resolve);
    }

    /** Every value that was put in so far. */
    public List<String> used() {
        return List.copyOf(used);
    }

    private JsonNode resolve(JsonNode value) {
        if (value.isObject()) {
            var object = NODES.objectNode();
            value.properties().forEach(member -> object.set(member.getKey(), resolve(member.getValue())));
            return object;
        }
        if (value.isArray()) {
            var array = NODES.arrayNode();
            value.forEach(element -> array.add(resolve(element)));
            return array;
        }
        return value.isString() ? NODES.stringNode(resolve(value.stringValue())) : value;
    }

    private String resolve(String text) {
        remember(text);
        return secrets.resolve(text);
    }

    private void remember(String text) {
        for (var ref : listedIn(text)) {
            used.add(secrets.value(ref));
        }
    }

    /** Whether one of the used values stands in a text. */
    public boolean standIn(String text) {
        return used.stream().anyMatch(value -> value.length() >= MIN_CHARACTERS && text.contains(value));
    }

    private List<SecretRef> listedIn(String text) {
        var refs = new ArrayList<SecretRef>();
        SecretRef.IN_TEXT
                .matcher(text)
                .results()
                .forEach(match -> refs.add(new SecretRef(match.group(1), match.group(2))));
        refs.retainAll(spec.secrets());
        return refs;
    }
}
