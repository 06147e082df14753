package dev.landfall.cli.job;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall job …}. */
public final class JobCommands {

    private JobCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(
                name,
                summary,
                new JobList(invocation),
                new JobShow(invocation),
                new JobLogs(invocation),
                new JobExplain(invocation),
                new JobCancel(invocation),
                new JobRetry(invocation));
    }
}
