package dev.landfall.formats.ci;

import dev.landfall.formats.problem.Location;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A CI job as a commit defines it.
 *
 * @param triggers which events start it
 * @param paths which changed files start it
 * @param command for a shell; may have many lines
 * @param workingDirectory below the checkout; null = its root
 * @param timeout from 1 second to 24 hours
 * @param dependsOn names of jobs of the same commit that must end first
 * @param environment values may hold {@code ${secret:path:key}}
 */
public record CiJob(
        String name,
        @Nullable String description,
        Triggers triggers,
        PathFilter paths,
        String command,
        @Nullable String workingDirectory,
        Duration timeout,
        List<String> dependsOn,
        Condition condition,
        SortedMap<String, String> environment,
        Location at) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);
    public static final Duration MAX_TIMEOUT = Duration.ofHours(24);

    /** When a job with dependencies runs. */
    public enum Condition {
        ALL_SUCCESS,
        ANY_FAILED,
        ALWAYS;

        static final List<String> SPELLINGS = List.of("all_success", "any_failed", "always");

        /** A name, also with {@code (needs)} or {@code ()} behind it, as Reactorcide's definitions write it. */
        static Optional<Condition> parse(String text) {
            var open = text.indexOf('(');
            var arguments = open < 0 ? "" : text.substring(open);
            var name = open < 0 ? text : text.substring(0, open);
            return SPELLINGS.contains(name) && List.of("", "()", "(needs)").contains(arguments)
                    ? Optional.of(valueOf(name.toUpperCase(Locale.ROOT)))
                    : Optional.empty();
        }

        /** As written in a definition: {@code all_success}, {@code any_failed}, {@code always}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CiJob {
        dependsOn = List.copyOf(dependsOn);
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /**
     * Whether an event starts this job.
     *
     * @param event such as {@code push}
     * @param branch branch or tag name
     * @param changedPaths null when unknown: then path filters let everything pass
     */
    public boolean matches(String event, String branch, @Nullable List<String> changedPaths) {
        return triggers.match(event, branch) && paths.match(changedPaths);
    }

    CiJob withDependsOn(List<String> names) {
        return new CiJob(
                name,
                description,
                triggers,
                paths,
                command,
                workingDirectory,
                timeout,
                names,
                condition,
                environment,
                at);
    }

    /** The secrets and environment names that the job refers to, sorted. */
    public List<CiReference> references() {
        return CiReference.in(this);
    }
}
