package dev.landfall.protocol.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action of an install: steps, one after the other; the first that fails ends it.
 *
 * @param name the action's name
 * @param trigger what started it: {@code manual}, {@code post-deploy}, {@code cron}, …
 * @param steps at least one
 * @param env environment of all steps; a step's own wins; values may hold secret references
 * @param source the config directory's archive, in which relative commands are found; null when no step needs files
 */
public record ActionWork(
        String name,
        String trigger,
        List<Step> steps,
        Map<String, String> env,
        @Nullable SourceRef source) implements JobWork {

    public static final String KIND = "action";

    /**
     * @param command one line for {@code sh -c}; null when {@code inlineContents} is given
     * @param inlineContents a script (run by its {@code #!} line, or sh); null when {@code command} is given
     * @param source a repository or folder to run in; null = the action's workspace
     */
    public record Step(
            String name,
            @Nullable String command,
            @Nullable String inlineContents,
            Map<String, String> env,
            @Nullable SourceRef source) {

        public Step {
            env = env == null ? Map.of() : Map.copyOf(env);
        }
    }

    public ActionWork {
        steps = List.copyOf(steps);
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
