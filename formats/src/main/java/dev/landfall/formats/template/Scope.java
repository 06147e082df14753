package dev.landfall.formats.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dot and the variables of a block, and those of the blocks around it. Not thread-safe. */
final class Scope<T> {

    private final @Nullable Scope<T> outer;
    private final T dot;
    private final Map<String, T> variables = new HashMap<>();

    private Scope(@Nullable Scope<T> outer, T dot) {
        this.outer = outer;
        this.dot = dot;
    }

    static <T> Scope<T> outermost(T dot) {
        return new Scope<>(null, dot);
    }

    Scope<T> inner() {
        return new Scope<>(this, dot);
    }

    Scope<T> inner(T newDot) {
        return new Scope<>(this, newDot);
    }

    T dot() {
        return dot;
    }

    void declare(String name, T value) {
        variables.put(name, value);
    }

    /** Changes the variable where it was declared. */
    void assign(String name, T value) {
        var owner = this;
        while (!owner.variables.containsKey(name) && owner.outer != null) {
            owner = owner.outer;
        }
        owner.variables.put(name, value);
    }

    /** Empty for a variable that no block around has. */
    @Nullable T find(String name) {
        for (var scope = this; scope != null; scope = scope.outer) {
            var value = scope.variables.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
