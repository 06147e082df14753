package dev.landfall.cli;

import dev.landfall.cli.action.ActionCommands;
import dev.landfall.cli.app.AppCommands;
import dev.landfall.cli.completion.CompletionCommand;
import dev.landfall.cli.demo.DemoCommand;
import dev.landfall.cli.dev.DevCommands;
import dev.landfall.cli.doctor.DoctorCommand;
import dev.landfall.cli.event.EventCommands;
import dev.landfall.cli.install.InstallCommands;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.job.JobCommands;
import dev.landfall.cli.keys.KeysCommands;
import dev.landfall.cli.login.ContextCommands;
import dev.landfall.cli.login.LoginCommand;
import dev.landfall.cli.login.LogoutCommand;
import dev.landfall.cli.pool.PoolCommands;
import dev.landfall.cli.project.ProjectCommands;
import dev.landfall.cli.queue.QueueCommands;
import dev.landfall.cli.release.ReleaseCommands;
import dev.landfall.cli.runner.RunnerCommands;
import dev.landfall.cli.secret.SecretCommands;
import dev.landfall.cli.stack.StackCommands;
import dev.landfall.cli.token.TokenCommands;
import dev.landfall.cli.version.VersionCommand;
import dev.landfall.cli.workflow.WorkflowCommands;
import java.util.Locale;
import picocli.CommandLine;

/** The first word of a command line, in the order of the help. */
enum Area {
    DEMO("The whole story on this machine, with a check of each step."),
    DEV("A control plane and a runner on this machine until Ctrl-C."),
    APP("App config directories: check, store as versions, show."),
    INSTALL("Installs of an app: make, plan, deploy, change, remove."),
    STACK("Install stacks: what a customer applies, as files."),
    ACTION("Actions of an install: list, run now."),
    WORKFLOW("What happens step by step, and who must approve."),
    JOB("Jobs: their state, logs, and the reasons for each."),
    PROJECT("CI projects: repositories whose events start jobs."),
    SECRET("Secrets for jobs: keep, list, forget."),
    EVENTS("Webhook deliveries and what became of them."),
    RUNNER("The runner on this machine, and all that there are."),
    POOL("Runner pools and their queues."),
    QUEUE("Messages that could not be handled: list, put back."),
    TOKEN("API tokens: make, list, revoke."),
    KEYS("The offline root key, and the signing keys that it certifies."),
    RELEASE("Versions of the runner: sign what the build made, verify it."),
    LOGIN("Save a server and its token."),
    LOGOUT("Forget a saved server."),
    CONTEXT("The saved servers: list, choose one."),
    DOCTOR("What is installed, reachable and wrong, with the fix."),
    COMPLETION("Print the completion script of a shell."),
    VERSION("Print the version."),
    HELP("Show the help of a command.");

    private final String summary;

    Area(String summary) {
        this.summary = summary;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    String summary() {
        return summary;
    }

    CommandLine commandLine(Invocation invocation) {
        return switch (this) {
            case DEMO -> new CommandLine(new DemoCommand(invocation));
            case DEV -> DevCommands.of(invocation);
            case APP -> AppCommands.of(title(), summary, invocation);
            case INSTALL -> InstallCommands.of(title(), summary, invocation);
            case STACK -> StackCommands.of(title(), summary, invocation);
            case ACTION -> ActionCommands.of(title(), summary, invocation);
            case WORKFLOW -> WorkflowCommands.of(title(), summary, invocation);
            case JOB -> JobCommands.of(title(), summary, invocation);
            case PROJECT -> ProjectCommands.of(title(), summary, invocation);
            case SECRET -> SecretCommands.of(title(), summary, invocation);
            case EVENTS -> EventCommands.of(title(), summary, invocation);
            case RUNNER -> RunnerCommands.of(title(), summary, invocation);
            case POOL -> PoolCommands.of(title(), summary, invocation);
            case QUEUE -> QueueCommands.of(title(), summary, invocation);
            case TOKEN -> TokenCommands.of(title(), summary, invocation);
            case KEYS -> KeysCommands.of(title(), summary, invocation);
            case RELEASE -> ReleaseCommands.of(title(), summary, invocation);
            case LOGIN -> new CommandLine(new LoginCommand(invocation));
            case LOGOUT -> new CommandLine(new LogoutCommand(invocation));
            case CONTEXT -> ContextCommands.of(title(), summary, invocation);
            case DOCTOR -> new CommandLine(new DoctorCommand(invocation));
            case COMPLETION -> new CommandLine(new CompletionCommand(invocation, Landfall::whole));
            case VERSION -> new CommandLine(new VersionCommand(invocation));
            case HELP -> new CommandLine(new CommandLine.HelpCommand());
        };
    }
}
