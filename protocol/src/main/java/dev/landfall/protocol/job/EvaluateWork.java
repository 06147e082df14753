package dev.landfall.protocol.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the job definitions of a commit, on the trusted side: functions have no git.
 *
 * @param source the repository at the commit that defines the jobs
 * @param event generic event name: {@code push} or {@code tag_created}
 * @param branch branch or tag name of the event
 * @param commit full commit id
 * @param changedPaths files that the event changed; null when unknown, and then path filters let everything pass
 */
public record EvaluateWork(
        SourceRef.Git source,
        String event,
        String branch,
        String commit,
        @Nullable List<String> changedPaths) implements JobWork {

    public static final String KIND = "evaluate";

    public EvaluateWork {
        changedPaths = changedPaths == null ? null : List.copyOf(changedPaths);
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
