package dev.landfall.integration.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.LocalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The container image, built by its own file on the tree of a machine, with the rights that the chart gives its pods. It takes a container
 * engine and a minute: {@code make images} runs it.
 */
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfEnvironmentVariable(named = "LANDFALL_TEST_IMAGES", matches = "on", disabledReason = "make images runs it")
final class ContainerImageIT {

    private static final Path GOLDEN = Checkout.root().resolve("integration-tests/src/test/resources/golden/helm");
    private static final String IMAGE = "landfall-runner:test";

    private final String container =
            "landfall-runner-" + ProcessHandle.current().pid();
    private Path folder;
    private Packages packages;
    private LocalHost host;
    private Vendor vendor;

    @BeforeAll
    void build(@TempDir Path empty) throws IOException {
        assumeTrue(Machine.canBeHad(), Machine.MISSING);
        assertEquals(0, docker("info").exit(), "no container engine answers");
        folder = empty;
        packages = Packages.in(folder.resolve("packages"));
        Files.copy(
                Checkout.root().resolve("packer/provision.sh"),
                packages.folder().resolve("provision.sh"));
        var tree = tree();
        var base = "landfall-machine:" + tree.getFileName();
        if (docker("image", "inspect", base).exit() != 0) {
            var imported = Vendor.end(new ProcessBuilder(
                    "sh", "-c", "tar -C \"$1\" -c . | docker import - \"$2\"", "import", tree.toString(), base));
            assertEquals(0, imported.exit(), imported.output());
        }
        var built = built(base, packages.sum(packages.archive()));
        assertEquals(0, built.exit(), built.output());
        host = LocalHost.start(folder.resolve("control-plane"));
        vendor = new Vendor(host);
    }

    @AfterAll
    void stop() {
        docker("rm", "--force", container);
        if (host != null) {
            host.close();
        }
    }

    @Test
    void theSameBuildGivesTheSameBytes() throws IOException {
        var again = Packages.in(folder.resolve("again"));
        var sums = Files.readString(packages.folder().resolve("SHA256SUMS"));
        assertEquals(3, sums.lines().count(), sums);
        assertEquals(sums, Files.readString(again.folder().resolve("SHA256SUMS")));
    }

    @Test
    void anArchiveWithAnotherSumEndsTheBuild() {
        var built = built("landfall-machine:" + tree().getFileName(), "0".repeat(64));
        assertTrue(built.exit() != 0);
        assertTrue(built.output().contains("nothing of it was unpacked"), built.output());
    }

    @Test
    void inAPodOfTheChartJobsHaveUsersOfTheirOwn() throws IOException {
        var security = security("isolated");
        var options = new ArrayList<>(List.of("--cap-drop=ALL", "--security-opt=apparmor=unconfined", "--user=0:0"));
        security.at("/capabilities/add").forEach(each -> options.add("--cap-add=" + each.stringValue()));
        assertEquals(13, options.size(), options.toString());
        var log = job("isolated", "all", 0, options);
        assertTrue(log.matches("(?s).*\\b610\\d{5}\\b.*"), log);
        assertTrue(log.contains("CapEff:\t0000000000000000"), log);
        assertFalse(log.contains("wrote"), log);
    }

    @Test
    void inARestrictedPodJobsRunAsTheRunner() throws IOException {
        assertFalse(security("restricted").path("allowPrivilegeEscalation").booleanValue());
        var options = List.of("--cap-drop=ALL", "--security-opt=no-new-privileges", "--user=10001:10001");
        var log = job("restricted", "identity", 10001, options);
        assertTrue(log.contains("10001"), log);
        assertTrue(log.contains("CapEff:\t0000000000000000"), log);
        assertFalse(log.contains("wrote"), log);
    }

    /** Starts a runner as a pod would have it, lets it do a job, and ends it as Kubernetes does. Returns the job's log. */
    private String job(String pool, String isolate, int user, List<String> options) throws IOException {
        var own = folder(pool + "/folder", user);
        var pod = Stream.concat(
                        options.stream(),
                        Stream.of(
                                "--network=host",
                                "--read-only",
                                "--tmpfs=/tmp",
                                "--tmpfs=/run/landfall-job-users",
                                "--volume=" + own + ":/var/lib/landfall",
                                "--volume=" + folder(pool + "/work", user) + ":/var/lib/landfall-work",
                                "--env=LANDFALL_RUNNER_SERVER=" + host.uri(),
                                "--env=LANDFALL_RUNNER_MIN_FREE_DISK_MIB=0",
                                "--env=LANDFALL_RUNNER_ISOLATE=" + isolate))
                .toList();
        var token = Files.writeString(own.resolve("token"), vendor.poolWithToken(pool));
        Files.setAttribute(token, "unix:uid", user);
        run(List.of("--rm"), pod, "runner", "register", "--enrolment-token-file", "/var/lib/landfall/token");
        run(List.of("--detach", "--name=" + container), pod);
        try {
            vendor.project(pool, pool, folder.resolve(pool + "/repository"));
            return vendor.landfall(
                    "project",
                    "run",
                    pool,
                    "--command",
                    "id -u; grep CapEff /proc/self/status; git --version;"
                            + " for file in /etc/x /opt/landfall/x; do (echo x >$file) 2>/dev/null && echo wrote $file;"
                            + " done; true");
        } finally {
            var log = docker("logs", container).output();
            docker("stop", "--time=60", container);
            var exit =
                    docker("inspect", "--format={{.State.ExitCode}}", container).output();
            docker("rm", "--force", container);
            assertEquals("0", exit.strip(), log);
        }
    }

    private Path folder(String name, int user) throws IOException {
        var made = Files.createDirectories(folder.resolve(name));
        Files.setAttribute(made, "unix:uid", user);
        return made;
    }

    private static void run(List<String> first, List<String> options, String... words) {
        var command = new ArrayList<>(List.of("run"));
        command.addAll(first);
        command.addAll(options);
        command.add(IMAGE);
        command.addAll(List.of(words));
        var ended = docker(command.toArray(String[]::new));
        assertEquals(0, ended.exit(), ended.output());
    }

    private Machine.Ended built(String base, String sum) {
        var builder = new ProcessBuilder(
                "docker",
                "build",
                "--file=" + Checkout.root().resolve("packaging/Containerfile"),
                "--build-arg=BASE=" + base,
                "--build-arg=ARCHIVE=" + packages.archive().getFileName(),
                "--build-arg=SHA256=" + sum,
                "--build-arg=TOOLS=none",
                "--build-arg=TRAIN=no",
                "--tag=" + IMAGE,
                packages.folder().toString());
        // the builder that needs nothing else on the machine
        builder.environment().put("DOCKER_BUILDKIT", "0");
        return Vendor.end(builder);
    }

    private static JsonNode security(String variant) throws IOException {
        return Manifest.all(Files.readString(GOLDEN.resolve(variant + ".yaml"))).stream()
                .filter(each -> each.kind().equals("Deployment"))
                .map(each -> each.content().at("/spec/template/spec/containers/0/securityContext"))
                .findFirst()
                .orElseThrow();
    }

    private static Path tree() {
        try {
            return Path.of(Files.readString(Checkout.root().resolve("target/machines/root"))
                    .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Machine.Ended docker(String... words) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return Vendor.end(new ProcessBuilder(command));
    }
}
