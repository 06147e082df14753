package dev.landfall.cli.runner;

import dev.landfall.cli.invocation.Group;
import dev.landfall.cli.invocation.Invocation;
import picocli.CommandLine;

/** {@code landfall runner …}. */
public final class RunnerCommands {

    private RunnerCommands() {}

    public static CommandLine of(String name, String summary, Invocation invocation) {
        return Group.of(name, summary, invocation)
                .command("register", () -> new RunnerRegister(invocation))
                .command("start", () -> new RunnerStart(invocation))
                .command("test", () -> new RunnerCheck(invocation))
                .command("status", () -> new RunnerStatus(invocation))
                .command("list", () -> new RunnerList(invocation))
                .command("drain", () -> new RunnerDrain(invocation))
                .command("health-check", () -> new RunnerHealthCheck(invocation))
                .command("shutdown", () -> new RunnerShutdown(invocation))
                .command("update", () -> new RunnerUpdate(invocation))
                .command("phone-home", () -> new RunnerPhoneHome(invocation))
                .command("supervise", () -> new RunnerSupervise(invocation))
                .commandLine();
    }
}
