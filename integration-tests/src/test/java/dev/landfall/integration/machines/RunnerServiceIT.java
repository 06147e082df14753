package dev.landfall.integration.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.LocalHost;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runner's packages on a Debian machine with systemd: each installs and is taken away, then an image is provisioned, boots, and its
 * service does jobs for a control plane outside. One machine for all tests, in their order.
 */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RunnerServiceIT {

    private static final String SERVICE = "landfall-runner.service";
    private static final String AS_RUNNER =
            "cd / && setpriv --reset-env --reuid=landfall --regid=landfall --clear-groups ";

    private Packages packages;
    private Machine machine;
    private LocalHost host;
    private Vendor vendor;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path empty) {
        assumeTrue(Machine.canBeHad(), Machine.MISSING);
        folder = empty;
        packages = Packages.in(folder.resolve("packages"));
        machine = Machine.start(folder);
        machine.shell("mkdir -p /packages");
        for (var file : List.of(packages.archive(), packages.debianPackage(), packages.installer())) {
            machine.put(file, "/packages/" + file.getFileName());
        }
        machine.put(Checkout.root().resolve("packer/provision.sh"), "/packages/provision.sh");
        host = LocalHost.start(folder.resolve("control-plane"));
        vendor = new Vendor(host);
    }

    @AfterAll
    void stop() {
        if (host != null) {
            host.close();
        }
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    @Order(1)
    void theDebianPackageEnablesTheServiceAndLeavesNothingWhenPurged() {
        var before = tree();
        ok(machine.shell("dpkg --install /packages/*.deb"));
        assertTrue(ok(machine.shell("landfall --version")).startsWith("landfall "));
        assertEquals(
                "enabled", ok(machine.shell("systemctl is-enabled " + SERVICE)).strip());
        assertEquals(
                "700 landfall",
                ok(machine.shell("stat -c '%a %U' /var/lib/landfall")).strip());
        assertEquals("", ok(machine.shell("dpkg --verify landfall-runner")));
        ok(machine.shell("dpkg --purge landfall-runner"));
        assertEquals("", difference(before, tree()));
    }

    @Test
    @Order(2)
    void theInstallerTouchesNothingWhenTheArchiveIsAnother() {
        var before = tree();
        ok(machine.shell("mkdir /tmp/other && cp " + archive() + " /tmp/other && printf x >>/tmp/other/"
                + packages.archive().getFileName()));
        var refused = machine.shell("sh /packages/install.sh --from /tmp/other");
        assertEquals(1, refused.exit(), refused.output());
        assertTrue(refused.output().contains("nothing of it was unpacked or run"), refused.output());
        assertEquals(
                2,
                machine.shell("sh /packages/install.sh --from http://example.com")
                        .exit());
        assertEquals("", difference(before, tree()));
    }

    @Test
    @Order(3)
    void theInstallerInstallsTheArchiveWhoseSumItKnows() {
        ok(machine.shell("sh /packages/install.sh --from /packages"));
        assertTrue(ok(machine.shell("/opt/landfall/landfall --version")).startsWith("landfall "));
        assertEquals(
                "enabled", ok(machine.shell("systemctl is-enabled " + SERVICE)).strip());
    }

    @Test
    @Order(4)
    void theProvisioningScriptRefusesAnotherArchive() {
        var settings = Map.of("LANDFALL_ARCHIVE", archive(), "LANDFALL_SHA256", "0".repeat(64));
        var refused = machine.run(settings, "sh", "/packages/provision.sh");
        assertNotEquals(0, refused.exit());
        assertTrue(refused.output().contains("nothing of it was unpacked"), refused.output());
    }

    @Test
    @Order(4)
    void theUserDataOfTheImageIsWhatCloudInitTakes() throws IOException {
        var shipped = userData();
        assertEquals(0, schema(shipped).exit(), schema(shipped).output());
        for (var fault : Map.of(
                        "\"0640\"", "[640]", "#cloud-config\n", "", "[chgrp,", "{chgrp:", "path: /etc", "paht: /etc")
                .entrySet()) {
            var wrong = schema(shipped.replace(fault.getKey(), fault.getValue()));
            assertNotEquals(0, wrong.exit(), () -> fault + ": " + wrong.output());
        }
    }

    private Machine.Ended schema(String userData) {
        machine.write(userData.getBytes(StandardCharsets.US_ASCII), "/tmp/user-data");
        return machine.shell("cloud-init schema --config-file /tmp/user-data");
    }

    @Test
    @Order(5)
    void aProvisionedMachineBootsAndItsRunnerTakesJobs() throws IOException {
        var settings = Map.of(
                "LANDFALL_ARCHIVE",
                archive(),
                "LANDFALL_SHA256",
                packages.sum(packages.archive()),
                "LANDFALL_TOOLS",
                "none",
                "LANDFALL_TRAIN",
                "no");
        var provisioned = ok(machine.run(settings, "sh", "/packages/provision.sh"));
        assertTrue(provisioned.contains("architecture="), provisioned);
        machine.boot();
        assertEquals("inactive", state(), "it started before it was configured");
        register();
        useOf(userData());
        assertEquals("active", state(), () -> journal());
        vendor.project("shop", "machines", folder.resolve("repository"));
    }

    /** The driver of the store in the package has the library of this system alone. */
    @Test
    @Order(5)
    void thePackagedProgramHasTheStoreOfAControlPlaneToo() {
        var log = ok(machine.shell(
                "cd /tmp; HOME=/tmp/dev timeout 100 /opt/landfall/landfall dev --no-runner --data /tmp/dev/data"
                        + " --port 0 >/tmp/dev.log 2>&1 & pid=$!; until grep -q 'Landfall is at' /tmp/dev.log; do"
                        + " kill -0 $pid || break; sleep 0.1; done; kill $pid; wait $pid; cat /tmp/dev.log"));
        assertTrue(log.contains("Landfall is at http://127.0.0.1:"), log);
        ok(machine.shell("rm -rf /tmp/dev /tmp/dev.log"));
    }

    @Test
    @Order(6)
    void theImageTakesSecurityUpdatesByItselfAndKeepsItsLogWithinLimits() {
        var updates = ok(machine.shell("apt-config dump | grep -E 'Periodic|Unattended-Upgrade'"));
        for (var setting : List.of(
                "APT::Periodic::Update-Package-Lists \"1\"",
                "APT::Periodic::Unattended-Upgrade \"1\"",
                "Unattended-Upgrade::Automatic-Reboot \"false\"",
                "label=Debian-Security")) {
            assertTrue(updates.contains(setting), setting + ": " + updates);
        }
        ok(machine.shell("systemctl is-enabled apt-daily.timer apt-daily-upgrade.timer"));
        var journal = ok(machine.shell("systemd-analyze cat-config systemd/journald.conf"));
        assertTrue(journal.contains("\nSystemMaxUse=1G\n") && journal.contains("\nMaxRetentionSec=1month\n"), journal);
    }

    @Test
    @Order(6)
    void aJobHasAUserOfItsOwnAndWritesNowhereElse() {
        var log = vendor.landfall(
                "project",
                "run",
                "shop",
                "--command",
                "id -u; grep CapEff /proc/self/status; echo x >/tmp/mine;"
                        + " for file in /etc/x /opt/landfall/x /var/lib/landfall/x /var/lib/landfall-work/x; do"
                        + " (echo x >$file) 2>/dev/null && echo wrote $file; done;"
                        + " cat /var/lib/landfall/runner.key 2>/dev/null; ls /tmp; true");
        assertTrue(log.matches("(?s).*\\b610\\d{5}\\b.*"), log);
        assertTrue(log.contains("CapEff:\t0000000000000000"), log);
        assertTrue(log.contains("mine"), log);
        assertFalse(log.contains("wrote"), log);
        assertFalse(log.contains("PRIVATE"), log);
    }

    @Test
    @Order(7)
    void anUpdateSwapsTheProgramAndTheNewOneReportsIt() throws Exception {
        try (var next = NextVersion.of(packages.archive(), folder.resolve("next"))) {
            vendor.landfall(
                    "release",
                    "sign",
                    next.folder().toString(),
                    "--key",
                    packages.releaseKey().toString());
            var runner = Json.readTree(vendor.landfall("runner", "list", "--pool", "machines", "--output", "json")
                            .getBytes(StandardCharsets.UTF_8))
                    .at("/items/0/id")
                    .asString();
            var said = vendor.landfall(
                    "runner",
                    "update",
                    runner,
                    "--release",
                    next.folder().resolve("release.jws").toString(),
                    "--from",
                    next.address());
            assertTrue(said.contains("succeeded"), () -> said + supervisor());
            assertEquals(
                    NextVersion.VERSION,
                    ok(machine.shell("readlink /var/lib/landfall-releases/current"))
                            .strip());
            assertTrue(vendor.landfall("runner", "list").contains(NextVersion.VERSION), this::supervisor);
        }
    }

    private String supervisor() {
        return machine.shell("journalctl --no-pager --lines=40 --unit=landfall-supervisor.service; cat"
                        + " /var/lib/landfall-releases/state.json")
                .output();
    }

    @Test
    @Order(8)
    void stoppingTheServiceLetsItsJobFinish() {
        var job = vendor.landfall("project", "run", "shop", "--no-wait", "--command", "sleep 8; echo finished");
        assertFalse(job.isBlank());
        Conditions.eventually(Duration.ofMinutes(2), () -> "the job to run: " + journal(), () -> {
            var processes = machine.shell("cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep 'sleep [8] '");
            return processes.exit() == 0 ? Optional.of(true) : Optional.empty();
        });
        ok(machine.shell("systemctl stop " + SERVICE));
        var shown = ok(machine.shell("systemctl show -p Result -p ExecMainStatus -p NRestarts " + SERVICE));
        assertTrue(shown.contains("Result=success") && shown.contains("ExecMainStatus=0"), shown);
        assertTrue(shown.contains("NRestarts=0"), shown + journal());
        assertTrue(vendor.landfall("job", "list").contains("succeeded"), () -> journal());
    }

    @Test
    @Order(8)
    void theBootstrapOfACloudsMachineMakesTheSameServiceWithWhatItsGroupNeeds() {
        ok(machine.shell("rm -r /opt/landfall /etc/landfall /etc/systemd/system/" + SERVICE));
        var bootstrap = Bootstrap.on(machine, packages);
        ok(bootstrap.run(packages.sum(packages.archive()), settings()));
        var unit = "/etc/systemd/system/" + SERVICE;
        ok(machine.shell("cmp " + unit + " /opt/landfall/libexec/systemd/" + SERVICE));
        var shown = ok(machine.shell("systemctl show -p DropInPaths -p TimeoutStopUSec " + SERVICE));
        assertTrue(shown.contains("bootstrap.conf") && shown.contains("TimeoutStopUSec=1min 40s"), shown);
        var log = vendor.landfall("project", "run", "shop", "--command", "id -u; true");
        assertTrue(log.matches("(?s).*\\b610\\d{5}\\b.*"), log);
        assertEquals(
                "600 landfall",
                ok(machine.shell("stat -c '%a %U' /var/lib/landfall/policy.toml"))
                        .strip());
        assertEquals(
                "644 root " + Bootstrap.RELEASE_KEY,
                ok(machine.shell("stat -c '%a %U' /etc/landfall/release-key.jwk | tr '\\n' ' '; cat"
                                + " /etc/landfall/release-key.jwk"))
                        .strip());
        assertEquals(
                "active",
                ok(machine.shell("systemctl is-active landfall-supervisor.path"))
                        .strip());
        ok(machine.shell("systemctl stop " + SERVICE));
        var ended = ok(machine.shell("systemctl show -p Result -p ExecMainStatus " + SERVICE));
        assertTrue(ended.contains("Result=success") && ended.contains("ExecMainStatus=0"), ended);
    }

    @Test
    @Order(9)
    void theBootstrapRunsNothingOfAnotherArchive() {
        ok(machine.shell("rm -r /opt/landfall"));
        var refused = Bootstrap.on(machine, packages).run("0".repeat(64), settings());
        assertEquals(1, refused.exit(), refused.output());
        assertTrue(refused.output().contains("nothing of it was run"), refused.output());
        assertNotEquals(0, machine.shell("ls /opt/landfall").exit());
    }

    private String settings() {
        return "LANDFALL_RUNNER_SERVER=" + host.uri() + "\nLANDFALL_RUNNER_MIN_FREE_DISK_MIB=0\n";
    }

    private void register() {
        machine.write(vendor.poolWithToken("machines").getBytes(StandardCharsets.US_ASCII), "/var/lib/landfall/token");
        ok(machine.shell("chown landfall /var/lib/landfall/token && " + AS_RUNNER + "env LANDFALL_RUNNER_SERVER="
                + host.uri() + " /opt/landfall/landfall runner register --dir /var/lib/landfall"
                + " --enrolment-token-file /var/lib/landfall/token"));
    }

    /** The user data of the image's machines, with the settings of these tests. */
    private String userData() throws IOException {
        var shipped = Files.readString(Checkout.root().resolve("packer/cloud-config.yaml"));
        var own = settings().lines().map(line -> "      " + line + "\n").collect(Collectors.joining());
        var changed = shipped.replaceFirst("(?m)(?:^      LANDFALL_.*\n)+", own);
        assertNotEquals(shipped, changed);
        return changed;
    }

    /** What cloud-init of a machine that starts does with it. */
    private void useOf(String userData) {
        var seed = "/var/lib/cloud/seed/nocloud-net/";
        ok(machine.shell("mkdir -p " + seed + " && echo instance-id: m1 >" + seed + "meta-data"));
        machine.write(userData.getBytes(StandardCharsets.US_ASCII), seed + "user-data");
        // the second stage complains of disks and networks that namespaces do not have; what matters is looked at below
        machine.shell("cloud-init init --local && cloud-init init");
        ok(machine.shell("cloud-init single --name write-files && cloud-init single --name runcmd"
                + " && sh /var/lib/cloud/instance/scripts/runcmd"));
        assertEquals(
                "640 root landfall",
                ok(machine.shell("stat -c '%a %U %G' /etc/landfall/runner.env")).strip());
        Conditions.eventually(
                Duration.ofMinutes(1),
                this::journal,
                () -> state().equals("active") ? Optional.of(true) : Optional.empty());
    }

    private String archive() {
        return "/packages/" + packages.archive().getFileName();
    }

    private String state() {
        return machine.shell("systemctl is-active " + SERVICE).output().strip();
    }

    private String journal() {
        return machine.shell("journalctl --no-pager --lines=40 --unit=" + SERVICE)
                .output();
    }

    /** Names of all files of the machine's system, but for what programs keep for themselves. */
    private String tree() {
        return ok(machine.shell(
                "find / -xdev -not -path '/packages*' -not -path '/var/lib/dpkg/*' -not -path '/var/log/*'"
                        + " -not -path '/etc/*-' -not -path '/etc/.pwd.lock' | sort"));
    }

    private static String difference(String before, String after) {
        var added = after.lines().filter(line -> !before.contains(line + "\n")).toList();
        var lost = before.lines().filter(line -> !after.contains(line + "\n")).toList();
        return added.isEmpty() && lost.isEmpty() ? "" : "added: " + added + ", lost: " + lost;
    }

    private static String ok(Machine.Ended ended) {
        assertEquals(0, ended.exit(), ended.output());
        return ended.output();
    }
}
