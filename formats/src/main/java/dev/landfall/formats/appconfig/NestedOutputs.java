package dev.landfall.formats.appconfig;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The outputs of the vendor's own templates that the config's templates name. Not thread-safe. */
final class NestedOutputs {

    private final @Nullable Stack stack;
    private final SortedMap<String, SortedSet<String>> named = new TreeMap<>();

    NestedOutputs(@Nullable Stack stack) {
        this.stack = stack;
        if (stack != null) {
            stack.nestedStacks().forEach(nested -> named.put(nested.name(), new TreeSet<>()));
        }
    }

    Set<String> stacks() {
        return named.keySet();
    }

    /** @param nested one of {@link #stacks} */
    void add(String nested, String output) {
        Objects.requireNonNull(named.get(nested)).add(output);
    }

    /** The stack, whose nested ones know their outputs. */
    @Nullable Stack known() {
        return stack == null ? null : stack.withNested(nested(stack));
    }

    private List<NestedStack> nested(Stack whole) {
        return whole.nestedStacks().stream()
                .map(nested -> nested.withOutputs(Objects.requireNonNull(named.get(nested.name()))))
                .toList();
    }
}
