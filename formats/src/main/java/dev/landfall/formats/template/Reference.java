package dev.landfall.formats.template;

import dev.landfall.formats.problem.Location;
import java.util.List;

/**
 * One use of the tree in a template.
 *
 * @param path without the leading {@code nuon} or {@code landfall}; empty for the whole tree
 * @param at its placeholder
 */
public record Reference(List<String> path, Location at) {

    public Reference {
        path = List.copyOf(path);
    }

    /** The path as somebody would write it: {@code .nuon.a.b}. */
    @Override
    public String toString() {
        return path.isEmpty() ? ".nuon" : ".nuon." + String.join(".", path);
    }
}
