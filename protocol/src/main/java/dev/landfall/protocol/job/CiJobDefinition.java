package dev.landfall.protocol.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One job as a commit defines it, found by an {@code evaluate} job.
 *
 * @param file path of the defining file in the repository
 * @param dependsOn names of jobs of the same evaluation that must end first
 * @param condition {@code all_success}, {@code any_failed} or {@code always}
 * @param timeoutSeconds positive
 * @param env values may hold secret references
 */
public record CiJobDefinition(
        String name,
        String file,
        String command,
        Map<String, String> env,
        @Nullable String workingDirectory,
        long timeoutSeconds,
        List<String> dependsOn,
        String condition) {

    public CiJobDefinition {
        env = env == null ? Map.of() : Map.copyOf(env);
        dependsOn = dependsOn == null ? List.of() : List.copyOf(dependsOn);
    }
}
