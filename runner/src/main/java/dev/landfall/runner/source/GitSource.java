package dev.landfall.runner.source;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.job.SourceRef;
import dev.landfall.runner.job.Command;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.ProcessExit;
import dev.landfall.runner.tool.InstalledTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks out exactly one commit with the git command: just that commit where the server hands it out, else by way of
 * all branches and tags. No configuration of the machine or its users applies, no hook runs, and git never asks a
 * person. Submodules are not followed.
 *
 * <p>Thread-safe.
 */
public final class GitSource {

    /** Settings of every call; the low speed limits end a transfer that stopped making progress. */
    private static final List<String> SETTINGS = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "credential.helper=",
            "protocol.ext.allow=never",
            "submodule.recurse=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "advice.detachedHead=false",
            "init.defaultBranch=landfall",
            "http.lowSpeedLimit=1000",
            "http.lowSpeedTime=60");

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_ATTR_NOSYSTEM", "1",
            "GIT_ALLOW_PROTOCOL", GitAddress.ALLOWED_PROTOCOLS,
            "GIT_ASKPASS", "/bin/false",
            "SSH_ASKPASS", "/bin/false",
            "LC_ALL", "C");

    /** What servers say that hand out branches and tags only, or no part of a history. */
    private static final List<String> NOT_HANDED_OUT = List.of(
            "unadvertised object", "not our ref", "does not support shallow", "remote error: upload-pack: not our ref");

    private static final int MAX_ERROR_BYTES = 1 << 20;

    private final InstalledTools tools;

    public GitSource(InstalledTools tools) {
        this.tools = tools;
    }

    /**
     * As {@link Sources#fetch}. The checkout's configuration names the address and holds no secret.
     *
     * @return the folder that the reference names, and the full id of the commit
     */
    public Checkout fetch(SourceRef.Git source, Path target, JobContext context) {
        var address = GitAddress.parse(source.url());
        var ref = new GitRef(source.ref());
        try (var login = GitLogins.prepare(address, source.credentials(), context)) {
            var git = new Git(tools.git().path(), target, context, login);
            context.log().notice("Fetching " + ref.text() + " of " + address.text());
            git.prepare(address);
            var commit = git.fetch(ref, address);
            return new Checkout(FolderInside.resolve(target, source.directory()), commit);
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The login for git could not be removed after the fetch: " + e.getMessage(), e);
        }
    }

    /** Git in one checkout. */
    private record Git(Path program, Path target, JobContext context, GitLogin login) {

        void prepare(GitAddress address) {
            require(run("init", "-q", target.toString()), "A git repository could not be made");
            require(inTarget("remote", "add", "origin", address.text()), "The git address could not be set");
        }

        String fetch(GitRef ref, GitAddress address) {
            var fetched =
                    inTarget("fetch", "-q", "--depth=1", "--no-tags", "--no-recurse-submodules", "origin", ref.text());
            var wanted = "FETCH_HEAD";
            if (!fetched.succeeded()) {
                fetchEverything(fetched, ref, address);
                wanted = ref.isCommit() ? ref.text() : everythingsName(ref);
            }
            require(
                    inTarget("checkout", "-q", "--detach", "--no-recurse-submodules", wanted, "--"),
                    missing(ref, address));
            return verified(ref, address);
        }

        private void fetchEverything(ProcessExit first, GitRef ref, GitAddress address) {
            if (NOT_HANDED_OUT.stream().noneMatch(first.stderr()::contains)) {
                throw failed(first, "git could not fetch " + ref.text() + " of " + address.text());
            }
            context.log()
                    .notice("The server does not hand out " + ref.text() + " alone; fetching all branches and tags");
            require(
                    inTarget(
                            "fetch",
                            "-q",
                            "--no-recurse-submodules",
                            "origin",
                            "+refs/heads/*:refs/remotes/origin/*",
                            "+refs/tags/*:refs/tags/*"),
                    "git could not fetch " + address.text());
        }

        private String everythingsName(GitRef ref) {
            var branch = "refs/remotes/origin/" + ref.text();
            return inTarget("rev-parse", "-q", "--verify", branch).succeeded() ? branch : "refs/tags/" + ref.text();
        }

        /** A server could answer with another commit than the one asked for. */
        private String verified(GitRef ref, GitAddress address) {
            var head = inTarget("rev-parse", "HEAD");
            require(head, missing(ref, address));
            var commit = head.stdout().strip();
            if (ref.isCommit() && !commit.equals(ref.text())) {
                throw LandfallException.invalid("git checked out " + commit + " where " + ref.text()
                        + " was asked for: check the repository at " + address.text() + ".");
            }
            return commit;
        }

        private ProcessExit inTarget(String... arguments) {
            var all = new ArrayList<>(List.of("-C", target.toString()));
            all.addAll(List.of(arguments));
            return run(all.toArray(String[]::new));
        }

        private ProcessExit run(String... arguments) {
            var argv = new ArrayList<>(List.of(program.toString()));
            for (var setting : SETTINGS) {
                argv.add("-c");
                argv.add(setting);
            }
            argv.addAll(List.of(arguments));
            return context.run(Command.of(argv)
                    .withEnv(environment())
                    .in(context.folders().work())
                    .withStdout(Command.Output.CAPTURE)
                    .withStderr(Command.Output.LOG_AND_CAPTURE)
                    .withCaptureLimit(MAX_ERROR_BYTES));
        }

        private Map<String, String> environment() {
            var environment = new TreeMap<>(ENVIRONMENT);
            environment.putAll(login.environment());
            return environment;
        }

        private static String missing(GitRef ref, GitAddress address) {
            return ref.text() + " is in no branch or tag of " + address.text();
        }

        private static void require(ProcessExit exit, String what) {
            if (!exit.succeeded()) {
                throw failed(exit, what);
            }
        }

        private static LandfallException failed(ProcessExit exit, String what) {
            return GitFailure.of(exit, what);
        }
    }
}
