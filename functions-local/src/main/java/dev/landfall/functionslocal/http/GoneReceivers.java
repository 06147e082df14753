package dev.landfall.functionslocal.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Processes that are known to be gone while a long poll of theirs may still wait here: what such a poll takes is given
 * back at once, instead of staying hidden for its visibility. Remembers the last {@value #MAX_REMEMBERED}. Thread-safe.
 */
public final class GoneReceivers {

    private static final int MAX_REMEMBERED = 1_000;

    private final Set<String> gone = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    }));

    /** The connection of this process has closed, or it said that it ends. */
    public void add(String bootId) {
        gone.add(bootId);
    }

    boolean contains(@Nullable String bootId) {
        return bootId != null && gone.contains(bootId);
    }
}
