package dev.landfall.integration.iam;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody asks of AWS.
 *
 * @param action {@code service:Name}
 * @param resource ARN of what it is done to; {@code *} where the action knows no resources
 * @param context condition keys and their values; keys are the same in upper and lower case
 */
public record Request(String action, String resource, Map<String, List<String>> context) {

    public Request {
        var keys = new TreeMap<String, List<String>>();
        context.forEach((key, values) -> keys.put(key.toLowerCase(Locale.ROOT), List.copyOf(values)));
        context = Map.copyOf(keys);
    }

    public static Request of(String action, String resource) {
        return new Request(action, resource, Map.of());
    }

    /** The same with one more condition key. */
    public Request with(String key, String... values) {
        var more = new HashMap<>(context);
        more.put(key.toLowerCase(Locale.ROOT), List.of(values));
        return new Request(action, resource, more);
    }

    /** The same without a condition key. */
    public Request without(String key) {
        var less = new HashMap<>(context);
        less.remove(key.toLowerCase(Locale.ROOT));
        return new Request(action, resource, less);
    }

    /** The same for another action. */
    public Request doing(String other) {
        return new Request(other, resource, context);
    }

    /** The same to another resource. */
    public Request to(String other) {
        return new Request(action, other, context);
    }

    /** Values of a condition key; none when the request has no such key. */
    List<String> values(String key) {
        return context.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
    }
}
