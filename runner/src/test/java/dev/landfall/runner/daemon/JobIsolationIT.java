package dev.landfall.runner.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/**
 * What jobs see of a machine, of its runner and of each other. The runner is a service as docs/identity.md describes it: no root, and
 * ten capabilities. Needs root, network namespaces, and nft or iptables.
 */
@Timeout(120)
@EnabledIf(value = "able", disabledReason = "needs root, 'unshare --net', 'ip', 'setpriv', bash, and nft or iptables")
class JobIsolationIT {

    private static final String SERVICE = "60999999";
    private static final String CAPABILITIES = Stream.of(
                    "chown",
                    "dac_override",
                    "fowner",
                    "kill",
                    "setgid",
                    "setuid",
                    "setpcap",
                    "net_admin",
                    "sys_ptrace",
                    "sys_admin")
            .map("+%s"::formatted)
            .collect(Collectors.joining(","));

    private static Path folder = Path.of("");
    private static JsonNode seen = Json.mapper().createObjectNode();

    @BeforeAll
    static void runTheMachine() throws Exception {
        folder = Files.createTempDirectory(Path.of("/var/tmp"), "landfall-isolation-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setAttribute(folder, "unix:uid", Integer.valueOf(SERVICE));
        var result = folder.resolve("seen.json");
        var process = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--",
                        "sh",
                        "-c",
                        "ip link set lo up && echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start && exec \"$@\"",
                        "machine",
                        "setpriv",
                        "--reuid=" + SERVICE,
                        "--regid=" + SERVICE,
                        "--clear-groups",
                        "--inh-caps=-all," + CAPABILITIES,
                        "--ambient-caps=-all," + CAPABILITIES,
                        "--bounding-set=-all," + CAPABILITIES,
                        "--no-new-privs",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        IsolatedMachine.class.getName(),
                        folder.toString(),
                        result.toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        seen = Json.readTree(Files.readAllBytes(result));
    }

    @AfterAll
    static void removeTheFolder() throws IOException {
        if (Files.exists(folder.resolve("seen.json"))) {
            try (var files = Files.walk(folder)) {
                for (var file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Test
    void noJobReachesTheMachinesOwnIdentity() {
        var addresses = seen.path("addresses of the machine")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
        assertTrue(addresses.size() >= 4, addresses.toString());
        for (var address : addresses) {
            assertTrue(seen.path("open to the runner " + address).asBoolean(false), address);
            assertTrue(line("addresses", address + ": ").contains("refused"), text("addresses"));
        }
        assertFalse(text("addresses").contains(IsolatedMachine.METADATA), text("addresses"));
    }

    @Test
    void azuresNameServerStaysReachable() {
        assertEquals("names: open", line("addresses", "names: "), text("addresses"));
    }

    @Test
    void theRunnersEnvironmentMemoryAndFilesAreClosed() {
        var own = text("runner's own");
        for (var what : List.of("environ", "mem", "maps", "fd/0", "folder", "workspaces", "signals")) {
            assertTrue(own.contains(what + " closed"), own);
        }
        assertFalse(own.contains("open"), own);
        assertFalse(own.contains("AWS_ACCESS_KEY_ID"), own);
        assertFalse(own.contains("AWS_ENDPOINT_URL_STS"), own);
        assertTrue(own.contains("AWS_CONTAINER_CREDENTIALS_FULL_URI"), own);
    }

    @Test
    void aJobGetsItsOwnCredentialsAndAnotherJobsNotEvenWithTheToken() {
        assertTrue(text("first").contains("ASIASESSION"), text("first"));
        assertTrue(line("second", "foreign: ").contains("401"), text("second"));
        assertFalse(text("second").contains("ASIASESSION"), text("second"));
        for (var what : List.of("token file", "home", "environ", "signals")) {
            assertTrue(text("second").contains(what + " closed"), text("second"));
        }
    }

    @Test
    void secretsOfASessionAreMaskedInTheLog() {
        assertFalse(text("first").contains("session-secret"), text("first"));
        assertFalse(text("first").contains("session-token"), text("first"));
    }

    @Test
    void theAddressAndTheWorkspaceDieWithTheJob() {
        assertFalse(seen.path("address after the job").asBoolean(true));
        assertTrue(seen.path("first's workspace is gone").asBoolean(false));
    }

    @Test
    void aJobHasAUserOfItsOwnAndNoRights() {
        var rights = text("rights");
        var user = line("rights", "user ").split(" ")[1];
        assertTrue(Integer.parseInt(user) >= 61_000_000, rights);
        assertEquals("user " + user + " group " + user + " groups " + user, line("rights", "user "));
        var none = "0000000000000000";
        assertEquals(
                "CapPrm: " + none + " CapEff: " + none + " CapBnd: " + none + " CapAmb: " + none + " NoNewPrivs: 1",
                line("rights", "CapPrm").strip());
        assertTrue(rights.contains("owner " + user), rights);
        assertTrue(rights.contains("namespaces closed"), rights);
        assertTrue(rights.contains("mounts closed"), rights);
    }

    @Test
    void valuesOfTheEnvironmentArriveAsTheyAre() {
        assertTrue(text("rights").contains("odd it's \"two\nlines\" $HOME `id`\\\n"), text("rights"));
    }

    @Test
    void aJobMayWriteToItsStreamsByName() {
        assertTrue(text("rights").contains("to the error stream"), text("rights"));
    }

    @Test
    void nothingIsLeftForTheNextJob() {
        assertTrue(text("leaves").strip().matches("61[0-9]{6}"), text("leaves"));
        assertFalse(seen.path("left in /tmp").asBoolean(true));
        assertFalse(seen.path("left in /dev/shm").asBoolean(true));
        assertEquals("", text("left running"));
        assertFalse(text("found by the next").matches("(?s).*^61[0-9]{6}.*"), text("found by the next"));
    }

    @Test
    void aJobLongerThanItsSessionsIsGivenNewOnes() {
        int sessions = Integer.parseInt(text("long").strip());
        assertTrue(sessions >= 3, "sessions: " + sessions);
        assertEquals(sessions, seen.path("roles taken for the long one").asInt(0));
    }

    @Test
    void aJobThatFailsAfterItsRoleWasRevokedSaysSo() {
        var reason = text("revoked");
        assertTrue(reason.contains("AWS says: User: runner is not authorized to perform: sts:AssumeRole"), reason);
        assertTrue(reason.contains("sts:TagSession"), reason);
        assertTrue(reason.endsWith("It failed."), reason);
    }

    @Test
    void aJobWhoseRoleIsDeniedIsNotStarted() {
        assertTrue(text("denied").contains("could not be taken for this job"), text("denied"));
        assertTrue(seen.path("denied is not tried again").asBoolean(false));
    }

    @Test
    void theSelfTestLeavesTheRulesOfTheRunnerAndNoneOfItsOwn() {
        assertTrue(text("self test").startsWith("OK"), text("self test"));
        assertTrue(
                text("rules of the runner")
                        .toLowerCase(java.util.Locale.ROOT)
                        .matches("(?s).*landfall[_-]61000000[_-].*"),
                text("rules of the runner"));
        assertEquals(text("rules of the runner"), text("rules after the self test"));
    }

    @Test
    void theRulesEndWithTheRunner() {
        assertEquals("", text("rules after the runner"));
    }

    private static String text(String what) {
        return seen.path(what).asString("missing: " + what);
    }

    private static String line(String what, String start) {
        return text(what)
                .lines()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("");
    }

    static boolean able() throws IOException, InterruptedException {
        var tools = Stream.of("unshare", "ip", "setpriv", "bash").allMatch(JobIsolationIT::installed)
                && (installed("nft") || installed("iptables"));
        return tools
                && output("id", "-u").equals("0")
                && output("unshare", "--net", "--mount", "--", "echo", "able").equals("able");
    }

    private static boolean installed(String tool) {
        return Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
