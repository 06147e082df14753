package dev.landfall.formats.ci;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which changed files start a job: some file that {@code include} names and {@code exclude} does not.
 *
 * @param include globs; none = every file
 * @param exclude globs; stronger than {@code include}
 */
public record PathFilter(List<String> include, List<String> exclude) {

    public static final PathFilter NONE = new PathFilter(List.of(), List.of());

    public PathFilter {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** Whether some changed file passes; null = unknown, which passes. */
    public boolean match(@Nullable List<String> changedPaths) {
        if (changedPaths == null || (include.isEmpty() && exclude.isEmpty())) {
            return true;
        }
        var included = include.stream().map(Glob::of).toList();
        var excluded = exclude.stream().map(Glob::of).toList();
        return changedPaths.stream()
                .anyMatch(path -> (included.isEmpty() || any(included, path)) && !any(excluded, path));
    }

    private static boolean any(List<Glob> globs, String path) {
        return globs.stream().anyMatch(glob -> glob.matches(path));
    }
}
