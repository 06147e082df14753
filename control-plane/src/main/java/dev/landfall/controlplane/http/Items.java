package dev.landfall.controlplane.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reply of every list.
 *
 * @param next the cursor for {@code after=…}; null when this is the end
 */
public record Items<T>(List<T> items, @Nullable String next) {

    public Items {
        items = List.copyOf(items);
    }

    /** A list that is whole. */
    public static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }

    /** A page that goes on behind a position, where there is one. */
    public static <T> Items<T> page(List<T> items, @Nullable String position) {
        return new Items<>(items, position == null ? null : PageRequest.cursor(position));
    }
}
