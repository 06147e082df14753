package dev.landfall.protocol.job;

import dev.landfall.protocol.job.SourceRef.Git;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CI job: a checkout, one command by shell, its exit code is the result.
 *
 * @param name the job's name as its definition gives it
 * @param command handed to {@code sh -c}; may have many lines
 * @param env environment; values may hold secret references
 * @param source what to check out into the source folder; null = an empty folder
 * @param workingDirectory folder below the source folder to start in; null = the source folder
 */
public record CiWork(
        String name,
        String command,
        Map<String, String> env,
        @Nullable Git source,
        @Nullable String workingDirectory) implements JobWork {

    public static final String KIND = "ci";

    public CiWork {
        env = env == null ? Map.of() : Map.copyOf(env);
    }

    @Override
    public String kindName() {
        return KIND;
    }

    @Override
    public DisconnectPolicy disconnectPolicy() {
        return DisconnectPolicy.STOP;
    }
}
