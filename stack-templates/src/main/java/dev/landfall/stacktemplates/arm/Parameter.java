package dev.landfall.stacktemplates.arm;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What whoever deploys a template gives it.
 *
 * @param secure the value is in no log and no deployment's record
 * @param defaultValue null when one must be given
 * @param allowed the only values; empty for any
 * @param limits {@code minLength}, {@code maxLength}, {@code minValue}, {@code maxValue}
 */
public record Parameter(
        String name,
        Kind type,
        boolean secure,
        String description,
        @Nullable Expression defaultValue,
        List<String> allowed,
        SortedMap<String, Integer> limits) {

    /** Types of parameters. */
    public enum Kind {
        STRING,
        INT,
        BOOL,
        ARRAY,
        OBJECT
    }

    public Parameter {
        allowed = List.copyOf(allowed);
        limits = new TreeMap<>(limits);
    }

    public static Parameter of(String name, Kind type, String description, @Nullable Object defaultValue) {
        var value = defaultValue == null ? null : Expression.of(defaultValue);
        return new Parameter(name, type, false, description, value, List.of(), new TreeMap<>());
    }

    /** The same with one more limit. */
    public Parameter limited(String limit, int value) {
        var more = new TreeMap<>(limits);
        more.put(limit, value);
        return new Parameter(name, type, secure, description, defaultValue, allowed, more);
    }

    /** The same as a secret. */
    public Parameter secret() {
        return new Parameter(name, type, true, description, defaultValue, allowed, limits);
    }

    /** The same with these values alone. */
    public Parameter oneOf(String... values) {
        return new Parameter(name, type, secure, description, defaultValue, List.of(values), limits);
    }

    Expression use() {
        return new Expression.Parameter(name);
    }
}
