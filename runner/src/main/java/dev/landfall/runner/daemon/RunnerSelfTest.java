package dev.landfall.runner.daemon;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpControlPlaneClient;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.disk.DiskGate;
import dev.landfall.runner.disk.DiskLimits;
import dev.landfall.runner.isolation.Isolation;
import dev.landfall.runner.lease.FileLeaseJournal;
import dev.landfall.runner.lease.LeaseBook;
import dev.landfall.runner.policy.Policy;
import dev.landfall.runner.policy.PolicyFile;
import dev.landfall.runner.queue.QueueClient;
import dev.landfall.runner.queue.QueueClients;
import dev.landfall.runner.salvage.SalvagedStates;
import dev.landfall.runner.session.IdentityFiles;
import dev.landfall.runner.session.RunnerIdentity;
import dev.landfall.runner.session.RunnerProfile;
import dev.landfall.runner.session.ServerClock;
import dev.landfall.runner.session.SessionActivity;
import dev.landfall.runner.session.Standing;
import dev.landfall.runner.time.Ticker;
import dev.landfall.runner.tool.InstalledTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries everything that a runner needs, step by step: its folder, registration, policy, control plane, clock, session, queue,
 * tools, disk, and the end of a process tree. Takes no job. While a runner process uses the folder, session and queue are
 * left out, because a new session would take over from it.
 */
public final class RunnerSelfTest {

    private static final Duration LARGEST_OFFSET = Duration.ofMinutes(1);

    private final RunnerConfig config;
    private final List<Check> checks = new ArrayList<>();

    /** How a check came out. */
    public enum Outcome {
        OK,
        WARN,
        FAIL
    }

    /**
     * One line of the report.
     *
     * @param message what was found
     * @param fix what to do; empty when all is well or the message says it
     */
    public record Check(String name, Outcome outcome, String message, String fix) {}

    private RunnerSelfTest(RunnerConfig config) {
        this.config = config;
    }

    /** All checks in order; one that fails does not keep the others from being made, where they can be. */
    public static List<Check> run(RunnerConfig config) {
        var test = new RunnerSelfTest(config);
        test.local();
        test.remote();
        test.check("isolation", test::isolation);
        test.check("process tree", () -> ok(ProcessTreeTrial.run(config.searchPath())));
        return List.copyOf(test.checks);
    }

    private void local() {
        check("folder", this::folder);
        check("policy", this::policy);
        check("disk", this::disk);
        check("states", this::states);
        var tools = new InstalledTools(config.searchPath(), config.terraform());
        check("sh", () -> ok(tools.shell().path().toString()));
        checkOptional("git", () -> ok("version " + tools.git().version()));
        checkOptional(
                "terraform",
                () -> ok(tools.terraform().name() + " version "
                        + tools.terraform().version()));
    }

    private void remote() {
        var identity = identity();
        if (identity == null) {
            return;
        }
        var server = config.server() == null ? identity.server() : config.server();
        try (var transport = new HttpTransport()) {
            var client = new HttpControlPlaneClient(transport, server);
            if (check("control plane", () -> clock(client, server.toString()))) {
                session(identity, client, transport);
            }
        }
    }

    private @Nullable RunnerIdentity identity() {
        try {
            var identity = new IdentityFiles(config.directory()).load();
            checks.add(new Check("registration", Outcome.OK, identity.runner() + " of pool " + identity.pool(), ""));
            return identity;
        } catch (LandfallException e) {
            checks.add(new Check("registration", Outcome.FAIL, e.publicMessage(), ""));
            return null;
        }
    }

    private void session(RunnerIdentity identity, HttpControlPlaneClient client, HttpTransport transport) {
        FolderLock lock;
        try {
            lock = FolderLock.take(config.directory());
        } catch (LandfallException e) {
            checks.add(new Check(
                    "session",
                    Outcome.WARN,
                    "A runner process uses this folder; session and queue are not tried, to leave it alone.",
                    "Stop the runner first to try them."));
            return;
        }
        var scratch = config.directory().resolve("self-test-" + UUID.randomUUID());
        try (lock) {
            var standing = new Standing();
            var clock = new ServerClock(InstantSource.system(), Ticker.system());
            var session = new SessionActivity(
                    client,
                    identity,
                    CloudShow.of(config, transport, client, clock),
                    new RunnerProfile("self-test-" + UUID.randomUUID(), "self-test", config.slots(), Map.of()),
                    clock,
                    standing,
                    new LeaseBook(),
                    new FileLeaseJournal(scratch));
            if (check("session", () -> {
                session.once();
                return ok("opened");
            })) {
                var clients = new QueueClients(transport, "self-test", clock, Ticker.system(), Duration.ZERO);
                check("queue", () -> queue(clients.of(standing.queue())));
            }
        } finally {
            remove(scratch);
        }
    }

    private Check queue(QueueClient queue) {
        var messages = queue.receive(1, Duration.ZERO);
        messages.forEach(message -> queue.release(message.receipt()));
        return ok(messages.isEmpty() ? "empty" : "has messages");
    }

    private Check folder() {
        try {
            Files.createDirectories(config.directory());
            Files.createDirectories(config.workDirectory());
            var probe = Files.createTempFile(config.workDirectory(), "probe-", "");
            Files.delete(probe);
            return ok(config.directory().toString());
        } catch (IOException e) {
            return new Check(
                    "",
                    Outcome.FAIL,
                    config.directory() + " or " + config.workDirectory() + " cannot be written: " + e.getMessage()
                            + ".",
                    "Make them writable for the runner's user, or set LANDFALL_RUNNER_DIR.");
        }
    }

    private Check policy() {
        var policy = PolicyFile.read(config.directory().resolve(PolicyFile.NAME));
        return ok(policy.equals(Policy.ALLOW_ALL) ? "allows everything" : "read");
    }

    private Check isolation() {
        var policy = PolicyFile.read(config.directory().resolve(PolicyFile.NAME));
        var obstacle = obstacle(policy);
        if (obstacle.isEmpty()) {
            return ok("jobs can run as users " + config.jobUsers() + " without the machine's metadata addresses");
        }
        var all = config.isolate() == Isolation.Scope.ALL;
        return new Check(
                "",
                all && !policy.unisolated() ? Outcome.FAIL : Outcome.WARN,
                "This machine cannot keep jobs apart: " + obstacle.get(),
                policy.unisolated()
                        ? "The policy allows jobs with a cloud identity all the same."
                        : "Until then jobs with a cloud identity are refused.");
    }

    /** Tried in a name of its own, so that a runner that is at work here keeps what it set up. */
    private Optional<String> obstacle(Policy policy) {
        try (var isolation = new Isolation(
                config.isolate(),
                config.jobUsers(),
                policy.unisolated(),
                config.directory(),
                config.workDirectory(),
                "self-test " + ProcessHandle.current().pid())) {
            return isolation.obstacle();
        }
    }

    private Check disk() {
        var limits = new DiskLimits(config.minFreeDiskBytes(), RunnerParts.MIN_FREE_DISK_PERCENT);
        var state = new DiskGate(config.workDirectory(), limits, Ticker.system()).state();
        return state.allowsClaim() ? ok("has room") : new Check("", Outcome.FAIL, state.message(), "");
    }

    private Check states() {
        var kept = new SalvagedStates(config.directory()).kept();
        return kept.isEmpty()
                ? ok("none is kept here")
                : new Check(
                        "",
                        Outcome.WARN,
                        "Terraform states of applies are kept here that the control plane did not take: " + kept + ".",
                        "Compare each with its install's state, bring back what is missing with 'terraform state push'"
                                + " or import blocks, then remove the file.");
    }

    private static Check clock(HttpControlPlaneClient client, String server) {
        var offset = Duration.between(InstantSource.system().instant(), client.serverTime());
        return offset.abs().compareTo(LARGEST_OFFSET) <= 0
                ? ok(server + " answers, clocks agree")
                : new Check(
                        "",
                        Outcome.WARN,
                        server + " answers; this machine's clock is off by " + offset.toSeconds() + " s.",
                        "The runner copes, other programs may not: set the clock, for example with NTP.");
    }

    private boolean check(String name, Supplier<Check> trial) {
        return record(name, trial, Outcome.FAIL);
    }

    /** Only some kinds of jobs need it. */
    private void checkOptional(String name, Supplier<Check> trial) {
        record(name, trial, Outcome.WARN);
    }

    private boolean record(String name, Supplier<Check> trial, Outcome otherwise) {
        try {
            var check = trial.get();
            checks.add(new Check(name, check.outcome(), check.message(), check.fix()));
            return check.outcome() != Outcome.FAIL;
        } catch (LandfallException e) {
            checks.add(new Check(name, otherwise, e.publicMessage(), ""));
            return false;
        }
    }

    private static Check ok(String message) {
        return new Check("", Outcome.OK, message, "");
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw LandfallException.internal("The folder " + folder + " of the self test could not be removed.", e);
        }
    }
}
