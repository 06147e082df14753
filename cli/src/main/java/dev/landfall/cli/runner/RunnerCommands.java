package dev.landfall.cli.runner;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall runner …}. */
public final class RunnerCommands {

    private RunnerCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(
                name,
                summary,
                new RunnerRegister(invocation),
                new RunnerStart(invocation),
                new RunnerCheck(invocation),
                new RunnerStatus(invocation),
                new RunnerList(invocation),
                new RunnerDrain(invocation));
    }
}
