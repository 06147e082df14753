package dev.landfall.integration.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.integration.process.Checkout;
import dev.landfall.runner.config.RunnerConfig;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The units of the runner and its supervisor as systemd's own programs read it, on a tree that has what they name. */
final class SystemdUnitIT {

    private static final Path UNITS = Checkout.root().resolve("packaging/systemd");
    private static final String RUNNER = "landfall-runner.service";
    private static final String SUPERVISOR = "landfall-supervisor.service";
    private static final String REQUESTS = "landfall-supervisor.path";
    private static final Path UNIT = UNITS.resolve(RUNNER);
    private static final Path SYSTEMS_OWN = Path.of("/usr/lib/systemd/system");

    /** Tenths of systemd's measure of exposure: what the ten capabilities and the network cost, and no more. */
    private static final int MOST_EXPOSED = 36;

    /** The same for the supervisor: root with one capability, and the network. */
    private static final int SUPERVISOR_EXPOSED = 22;

    @TempDir
    Path root;

    @BeforeEach
    void makeTheTree() throws IOException {
        assumeTrue(
                Files.isDirectory(SYSTEMS_OWN)
                        && Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "systemd-analyze"))),
                "systemd-analyze is not on the PATH: install one, as part of systemd");
        var units = Files.createDirectories(root.resolve("usr/lib/systemd/system"));
        try (var own = Files.list(SYSTEMS_OWN)) {
            for (var unit : own.filter(file -> file.toString().matches(".*\\.(target|socket)"))
                    .toList()) {
                Files.copy(unit, units.resolve(unit.getFileName()));
            }
        }
        Files.createDirectories(root.resolve("opt/landfall/libexec"));
        Files.copy(Checkout.root().resolve("packaging/start"), root.resolve("opt/landfall/libexec/start"));
        Files.copy(Checkout.root().resolve("landfall"), root.resolve("opt/landfall/landfall"));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0::/:/bin/sh\nlandfall:x:990:990::/:/bin/sh\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\nlandfall:x:990:\n");
    }

    @Test
    void systemdFindsNothingToSay() throws Exception {
        assertEquals("", verify(Files.readString(UNIT)).output());
        for (var name : List.of(SUPERVISOR, REQUESTS)) {
            Files.copy(
                    UNITS.resolve(name), root.resolve("usr/lib/systemd/system").resolve(name));
        }
        for (var name : List.of(SUPERVISOR, REQUESTS)) {
            assertEquals("", analyze(name, "verify").output());
        }
    }

    @ParameterizedTest
    @CsvSource({
        SUPERVISOR + ", Type=exec, Type=exce",
        SUPERVISOR + ", start runner supervise, stat runner supervise",
        SUPERVISOR + ", @system-service, @system-services",
        REQUESTS + ", PathChanged=/var, PathChanged=var",
        REQUESTS + ", [Path], [Paths]",
    })
    void aSeededFaultOfTheSupervisorIsSaid(String name, String from, String to) throws Exception {
        var units = root.resolve("usr/lib/systemd/system");
        Files.copy(UNITS.resolve(SUPERVISOR), units.resolve(SUPERVISOR));
        var sound = Files.readString(UNITS.resolve(name));
        var faulty = sound.replace(from, to);
        assertNotEquals(sound, faulty);
        Files.writeString(units.resolve(name), faulty);
        assertNotEquals("", analyze(name, "verify").output(), to);
    }

    @Test
    void theSupervisorIsNotMoreExposedThanItMustBe() throws Exception {
        var sound = Files.readString(UNITS.resolve(SUPERVISOR));
        assertEquals(0, exposure(sound).exit());
        for (var line :
                List.of("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=CAP_DAC_OVERRIDE")) {
            assertNotEquals(0, exposure(sound.replace(line, "")).exit(), line);
        }
    }

    private Machine.Ended exposure(String supervisor) throws Exception {
        Files.writeString(root.resolve("usr/lib/systemd/system").resolve(SUPERVISOR), supervisor);
        return analyze(SUPERVISOR, "security", "--offline=true", "--threshold=" + SUPERVISOR_EXPOSED, "--no-pager");
    }

    @Test
    void theUnitIsNotMoreExposedThanItMustBe() throws Exception {
        var run = security(Files.readString(UNIT));
        assertEquals(0, run.exit(), run.output());
    }

    @ParameterizedTest
    @CsvSource({
        "KillMode=mixed, KilMode=mixed",
        "Restart=on-failure, Restart=sometimes",
        "TimeoutStopSec=3960, TimeoutStopSec=soon",
        "/opt/landfall/libexec/start runner, /opt/landfall/libexec/stat runner",
        "@system-service, @system-services",
        "[Install], [Installation]",
        "ProtectSystem=strict, ProtectSystem=rather",
    })
    void aSeededFaultIsSaid(String from, String to) throws Exception {
        var sound = Files.readString(UNIT);
        var faulty = sound.replace(from, to);
        assertNotEquals(sound, faulty);
        assertNotEquals("", verify(faulty).output(), to);
    }

    @ParameterizedTest
    @CsvSource({
        "NoNewPrivileges=yes, NoNewPrivileges=no",
        "ProtectSystem=strict, ProtectSystem=no",
        "User=landfall, User=root",
        "PrivateDevices=yes, PrivateDevices=no",
        "SystemCallFilter=@system-service @mount, SystemCallFilter=",
        "CapabilityBoundingSet=CAP_CHOWN, #CapabilityBoundingSet=CAP_CHOWN",
    })
    void aUnitThatProtectsLessIsTooExposed(String from, String to) throws Exception {
        var sound = Files.readString(UNIT);
        var weaker = sound.replace(from, to);
        assertNotEquals(sound, weaker);
        assertNotEquals(0, security(weaker).exit(), to);
    }

    @Test
    void stoppingWaitsLongerThanARunnerDrains() throws IOException {
        var config = RunnerConfig.from(Map.of("HOME", "/nowhere", "PATH", "/bin"));
        var waits = Long.parseLong(setting("TimeoutStopSec"));
        assertTrue(waits > config.drainTimeout().plus(config.maxCancelGrace()).toSeconds(), setting("TimeoutStopSec"));
    }

    @Test
    void theCapabilitiesAreThoseThatKeepingJobsApartTakes() throws IOException {
        var page = Files.readString(Checkout.root().resolve("docs/identity.md"));
        var sentence = page.substring(page.indexOf("a runner that is root or has"));
        var named = new TreeSet<String>();
        var names = Pattern.compile("CAP_[A-Z_]+").matcher(sentence.substring(0, sentence.indexOf("`landfall")));
        while (names.find()) {
            named.add(names.group());
        }
        assertEquals(10, named.size());
        assertEquals(named, new TreeSet<>(List.of(setting("AmbientCapabilities").split(" "))));
        assertEquals(setting("AmbientCapabilities"), setting("CapabilityBoundingSet"));
    }

    private static String setting(String name) throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    private Machine.Ended verify(String unit) throws Exception {
        Files.writeString(root.resolve("usr/lib/systemd/system").resolve(RUNNER), unit);
        return analyze(RUNNER, "verify");
    }

    private Machine.Ended security(String unit) throws Exception {
        Files.writeString(root.resolve("usr/lib/systemd/system").resolve(RUNNER), unit);
        return analyze(RUNNER, "security", "--offline=true", "--threshold=" + MOST_EXPOSED, "--no-pager");
    }

    private Machine.Ended analyze(String name, String verb, String... options) throws Exception {
        var command = new ArrayList<>(List.of("systemd-analyze", verb, "--root=" + root));
        command.addAll(List.of(options));
        command.add("verify".equals(verb) ? "/usr/lib/systemd/system/" + name : name);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Machine.Ended(process.waitFor(), output);
    }
}
