package dev.landfall.integration.machines;

import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.LocalHost;
import dev.landfall.protocol.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A booted machine whose service is the runner, for measurements of its starts. As root on Linux only. */
public final class BootedMachine implements AutoCloseable {

    private static final String SERVICE = "landfall-runner.service";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Machine machine;
    private final LocalHost host;
    private final Vendor vendor;
    private final Duration bootstrapped;

    private BootedMachine(Path folder) {
        var packages = Packages.in(folder.resolve("packages"));
        machine = Machine.start(folder);
        host = LocalHost.start(folder.resolve("control-plane"));
        vendor = new Vendor(host);
        ok("mkdir -p /packages");
        machine.put(packages.archive(), "/packages/" + packages.archive().getFileName());
        machine.boot();
        bootstrapped = bootstrap(packages);
        ok("systemctl stop " + SERVICE + " && /opt/landfall/libexec/train");
        register();
        vendor.project("shop", "machines", folder.resolve("repository"));
    }

    /** @throws AssertionError where there is no tree of a machine */
    public static BootedMachine start(Path folder) {
        if (!Machine.canBeHad()) {
            throw new AssertionError(Machine.MISSING);
        }
        return new BootedMachine(folder);
    }

    /** What the script by which a cloud's machine becomes a runner took, with the packages there and the downloads on its disk. */
    public Duration bootstrapped() {
        return bootstrapped;
    }

    /** Queues a job, starts the service, and returns how long after that the job was claimed. */
    public Duration startToClaim() {
        ok("systemctl stop " + SERVICE);
        var queued = vendor.landfall("project", "run", "shop", "--no-wait", "--output", "json", "--command", "true");
        var job = Json.readTree(queued.getBytes(StandardCharsets.UTF_8))
                .at("/job/id")
                .stringValue();
        ok("systemctl start " + SERVICE);
        var claimed = Conditions.eventually(PATIENCE, () -> "the job to be claimed: " + machine.output(), () -> {
            var shown = vendor.landfall("job", "show", job, "--output", "json");
            var at = Json.readTree(shown.getBytes(StandardCharsets.UTF_8)).findValue("claimedAt");
            return at == null ? Optional.<Instant>empty() : Optional.of(Instant.parse(at.stringValue()));
        });
        var started = ok("date --date \"$(systemctl show --timestamp=us --property=InactiveExitTimestamp --value "
                + SERVICE + ")\" +%s%N");
        long nanos = Long.parseLong(started.strip());
        return Duration.between(Instant.EPOCH.plusNanos(nanos), claimed);
    }

    @Override
    public void close() {
        host.close();
        machine.close();
    }

    private Duration bootstrap(Packages packages) {
        var script = Bootstrap.on(machine, packages);
        long began = System.nanoTime();
        var ended = script.run(packages.sum(packages.archive()), settings());
        var took = Duration.ofNanos(System.nanoTime() - began);
        if (ended.exit() != 0) {
            throw new AssertionError(ended.output());
        }
        return took;
    }

    private void register() {
        machine.write(vendor.poolWithToken("machines").getBytes(StandardCharsets.US_ASCII), "/var/lib/landfall/token");
        ok("chown landfall /var/lib/landfall/token && cd / && setpriv --reset-env --reuid=landfall --regid=landfall"
                + " --clear-groups env LANDFALL_RUNNER_SERVER=" + host.uri()
                + " /opt/landfall/landfall runner register --dir /var/lib/landfall"
                + " --enrolment-token-file /var/lib/landfall/token");
    }

    private String settings() {
        return "LANDFALL_RUNNER_SERVER=" + host.uri() + "\nLANDFALL_RUNNER_MIN_FREE_DISK_MIB=0\n";
    }

    private String ok(String script) {
        var ended = machine.shell(script);
        if (ended.exit() != 0) {
            throw new AssertionError(script + " ended with " + ended.exit() + ": " + ended.output());
        }
        return ended.output();
    }
}
