package dev.landfall.cli.job;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall job …}. */
public final class JobCommands {

    private JobCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("list", () -> new JobList(invocation))
                .command("show", () -> new JobShow(invocation))
                .command("logs", () -> new JobLogs(invocation))
                .command("explain", () -> new JobExplain(invocation))
                .command("cancel", () -> new JobCancel(invocation))
                .command("retry", () -> new JobRetry(invocation))
                .commandLine();
    }
}
