package dev.landfall.formats.template;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that a place in a template can use, and whether its dot is the outermost one. Not thread-safe. */
final class Names {

    private final @Nullable Names outer;
    private final boolean dotIsRoot;
    private final Set<String> variables = new HashSet<>();

    private Names(@Nullable Names outer, boolean dotIsRoot) {
        this.outer = outer;
        this.dotIsRoot = dotIsRoot;
    }

    static Names outermost() {
        return new Names(null, true);
    }

    /** The names of a block. */
    Names inner(boolean bindsDot) {
        return new Names(this, dotIsRoot && !bindsDot);
    }

    /** The same with variables that the block's first line declared. */
    Names inner(boolean bindsDot, Collection<String> declared) {
        var inner = inner(bindsDot);
        inner.variables.addAll(declared);
        return inner;
    }

    /** Whether the dot holds {@code nuon} and {@code landfall}. */
    boolean dotIsRoot() {
        return dotIsRoot;
    }

    /**
     * Declares a variable, or checks that it is there.
     *
     * @throws Refusal for a change of a variable that nobody declared
     */
    void bind(String variable, boolean declares) {
        if (declares) {
            variables.add(variable);
        } else {
            require(variable);
        }
    }

    void require(String variable) {
        for (var names = this; names != null; names = names.outer) {
            if (names.variables.contains(variable)) {
                return;
            }
        }
        throw new Refusal("There is no variable '$" + variable + "' here; declare it with {{ $" + variable
                + " := … }} in this block or around it.");
    }
}
