package dev.landfall.runner.daemon;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.fake.FakeControlPlane;
import dev.landfall.runner.fake.ShellHandlers;
import dev.landfall.runner.identity.FakeSts;
import dev.landfall.runner.session.Registration.Existing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A machine with metadata addresses on it, a runner and its jobs: a process in a network namespace of its own, run as root, that
 * writes what it saw as JSON into a file. Arguments: a folder that everybody may pass through to, and that file.
 */
final class IsolatedMachine {

    static final String METADATA = "the machine's own identity";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> METADATA_ADDRESSES = List.of(
            "169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23", "168.63.129.16");

    /** Speaks HTTP by bash alone, so that no further program is needed: get HOST PORT PATH HEADER. */
    private static final String GET = """
            get() { timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1" && printf "GET %s HTTP/1.0\\r\\n%s\\r\\n\\r\\n" "$2" "$3" >&3 && cat <&3' "$@"; }
            parts() { hostport=${1#http://}; hostport=${hostport%%/*}; path=/${1#http://*/}; }
            """;

    private final Path folder;
    private final Map<String, Object> seen = new TreeMap<>();
    private final FakeControlPlane controlPlane = new FakeControlPlane();
    private final FakeSts sts = FakeSts.start(InstantSource.system(), Duration.ofSeconds(3));

    private IsolatedMachine(Path folder) throws IOException {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
            System.err.println(thread.getName() + ": " + e + " " + List.of(e.getStackTrace()));
            Runtime.getRuntime().halt(1);
        });
        live(arguments);
        System.exit(0);
    }

    private static void live(String[] arguments) throws Exception {
        var machine = new IsolatedMachine(Path.of(arguments[0]));
        machine.boot();
        try (var daemon = machine.runner("runner", Map.of())) {
            machine.see("runner", daemon.runner().toString());
            machine.addresses();
            machine.runnersOwn();
            machine.twoJobs();
            machine.rights();
            machine.leftovers();
            machine.longJob();
            machine.revoked();
            machine.selfTest();
        }
        machine.see("rules after the runner", rules());
        Files.write(Path.of(arguments[1]), Json.write(machine.seen));
    }

    private void boot() throws Exception {
        see("addresses of the machine", addressesHere());
        for (var address : addressesHere()) {
            shell("ip addr add " + address + (address.contains(":") ? "/128 nodad" : "/32") + " dev lo");
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 80), 8);
            server.createContext("/", exchange -> {
                try (exchange) {
                    var bytes = METADATA.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
        }
        var names = HttpServer.create(new InetSocketAddress("168.63.129.16", 53), 8);
        names.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(204, -1);
            }
        });
        names.start();
    }

    /** A kernel may have no IPv6; then nobody reaches those addresses. */
    private static List<String> addressesHere() {
        boolean six = Files.exists(Path.of("/proc/net/if_inet6"));
        return METADATA_ADDRESSES.stream()
                .filter(address -> six || !address.contains(":"))
                .toList();
    }

    private RunnerDaemon runner(String name, Map<String, String> more) throws IOException {
        var config = config(name, more);
        RunnerDaemon.register(config, controlPlane.uri(), FakeControlPlane.ENROLMENT_TOKEN, Existing.KEEP);
        return RunnerDaemon.start(config, new ShellHandlers());
    }

    private RunnerConfig config(String name, Map<String, String> more) {
        var all = new HashMap<>(sts.environment());
        all.putAll(more);
        all.put("LANDFALL_RUNNER_DIR", folder.resolve(name).toString());
        all.put("LANDFALL_RUNNER_WORK_DIR", folder.resolve("work").toString());
        all.put("LANDFALL_RUNNER_SLOTS", "4");
        all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        return RunnerConfig.from(all);
    }

    /** Every address as the runner and as a job. */
    private void addresses() throws Exception {
        var script = new StringBuilder(GET);
        for (var address : addressesHere()) {
            see("open to the runner " + address, reaches(address, 80));
            script.append("echo \"" + address + ": $(get " + address + " 80 / X:y 2>&1 | tail -1)\"\n");
        }
        script.append("timeout 5 bash -c 'exec 3<>/dev/tcp/168.63.129.16/53' && echo names: open\n");
        see("addresses", log(finished(identified(script.toString()))));
    }

    /** What is the runner's: environment, memory, descriptors, key, folder. */
    private void runnersOwn() throws Exception {
        long pid = ProcessHandle.current().pid();
        var key = folder.resolve("runner");
        see("runner's own", log(finished(identified("""
                for file in environ mem maps fd/0 cwd; do
                  head -c 10 /proc/%1$d/$file >/dev/null 2>&1 && echo "$file open" || echo "$file closed"
                done
                ls %2$s >/dev/null 2>&1 && echo "folder open" || echo "folder closed"
                ls %3$s >/dev/null 2>&1 && echo "workspaces open" || echo "workspaces closed"
                kill -0 %1$d 2>/dev/null && echo "signals open" || echo "signals closed"
                env | cut -d= -f1 | sort | tr '\\n' ' '
                """.formatted(pid, key, folder.resolve("work/attempts"))))));
    }

    /** One job has an identity; another knows its address, its token and its files. */
    private void twoJobs() throws Exception {
        var first = identified(GET + """
                printenv AWS_CONTAINER_CREDENTIALS_FULL_URI > "$HOME/uri"
                printenv AWS_CONTAINER_AUTHORIZATION_TOKEN > "$HOME/token"
                printenv AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE > "$HOME/file"
                parts "$AWS_CONTAINER_CREDENTIALS_FULL_URI"
                token=$(cat "$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
                echo "own: $(get "${hostport%:*}" "${hostport#*:}" "$path" "Authorization: $token")"
                echo $$ > "$HOME/pid"
                while [ ! -e "$HOME/go" ]; do sleep 0.05; done
                """);
        var pid = home("pid");
        var home = Objects.requireNonNull(pid.getParent());
        var uri = Files.readString(home.resolve("uri")).strip();
        var environment = Map.of(
                "URI", uri,
                "TOKEN", Files.readString(home.resolve("token")).strip(),
                "FILE", Files.readString(home.resolve("file")).strip(),
                "OTHER_HOME", home.toString(),
                "OTHER_PID", Files.readString(pid).strip());
        var second = identified(GET + """
                parts "$URI"
                echo "foreign: $(get "${hostport%:*}" "${hostport#*:}" "$path" "Authorization: $TOKEN" | head -1)"
                cat "$FILE" >/dev/null 2>&1 && echo "token file open" || echo "token file closed"
                ls "$OTHER_HOME" >/dev/null 2>&1 && echo "home open" || echo "home closed"
                head -c 10 "/proc/$OTHER_PID/environ" >/dev/null 2>&1 && echo "environ open" || echo "environ closed"
                kill -0 "$OTHER_PID" 2>/dev/null && echo "signals open" || echo "signals closed"
                """, environment);
        see("second", log(finished(second)));
        Files.writeString(home.resolve("go"), "");
        see("first", log(finished(first)));
        var address = java.net.URI.create(uri);
        see("address after the job", reaches(address.getHost(), address.getPort()));
        see("first's workspace is gone", !Files.exists(home));
    }

    private void rights() throws Exception {
        var work = new HashMap<String, String>();
        work.put("ODD", "it's \"two\nlines\" $HOME `id`\\");
        work.put("LD_PRELOAD", "/nowhere/evil.so");
        see("rights", log(finished(identified("""
                unset LD_PRELOAD
                echo "user $(id -u) group $(id -g) groups $(id -G)"
                grep -E '^(CapEff|CapPrm|CapBnd|CapAmb|NoNewPrivs)' /proc/self/status | tr '\\t\\n' ' '; echo
                echo "odd $ODD"
                echo "to the error stream" > /dev/stderr
                echo "mine" > "$HOME/mine" && stat -c 'owner %u' "$HOME/mine"
                unshare --net true 2>/dev/null && echo "namespaces open" || echo "namespaces closed"
                mount -t tmpfs none /mnt 2>/dev/null && echo "mounts open" || echo "mounts closed"
                """, work))));
    }

    /** Files in the machine's temporary folders, and processes that hide from whoever started them. */
    private void leftovers() throws Exception {
        see("leaves", log(finished(identified("""
                id -u > /tmp/landfall-left; id -u > /dev/shm/landfall-left; cat /tmp/landfall-left
                (cd / && exec env -i setsid sh -c 'sleep 300' >/dev/null 2>&1 </dev/null &)
                sleep 0.2
                """))));
        var user = ((String) Objects.requireNonNull(seen.get("leaves"))).strip();
        see("left in /tmp", Files.exists(Path.of("/tmp/landfall-left")));
        see("left in /dev/shm", Files.exists(Path.of("/dev/shm/landfall-left")));
        see(
                "left running",
                shell("ps -o stat=,args= -u " + user + " | grep -v ^Z || true").strip());
        see("found by the next", log(finished(identified("cat /tmp/landfall-left /dev/shm/landfall-left; true"))));
    }

    /** Longer than three of its sessions. */
    private void longJob() throws Exception {
        int before = sts.requests().size();
        see("long", log(finished(identified(GET + """
                parts "$AWS_CONTAINER_CREDENTIALS_FULL_URI"
                end=$(($(date +%s) + 8))
                while [ "$(date +%s)" -lt "$end" ]; do
                  get "${hostport%:*}" "${hostport#*:}" "$path" "Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN" |
                    grep -o 'ASIASESSION[0-9]*'
                  sleep 0.3
                done | uniq | wc -l
                """))));
        see("roles taken for the long one", sts.requests().size() - before);
    }

    private void revoked() throws Exception {
        var job = identified(GET + """
                parts "$AWS_CONTAINER_CREDENTIALS_FULL_URI"
                echo $$ > "$HOME/revoke"
                while get "${hostport%:*}" "${hostport#*:}" "$path" "Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN" |
                    grep -q ASIASESSION; do sleep 0.1; done
                exit 3
                """);
        home("revoke");
        sts.deny("User: runner is not authorized to perform: sts:AssumeRole");
        see("revoked", finished(job).reason());
        var denied = finished(identified("echo started"));
        see("denied", denied.reason());
        see("denied is not tried again", denied.refused());
    }

    /** Beside a runner that is at work. */
    private void selfTest() throws Exception {
        var before = rules();
        var check = RunnerSelfTest.run(config("runner", Map.of())).stream()
                .filter(each -> each.name().equals("isolation"))
                .findFirst()
                .orElseThrow();
        see("self test", check.outcome() + " " + check.message());
        see("rules of the runner", before);
        see("rules after the self test", rules());
    }

    /** What is in the packet filter in our name. */
    private static String rules() throws IOException, InterruptedException {
        return shell("if [ -x /usr/sbin/nft ]; then /usr/sbin/nft list tables; else iptables -S; ip6tables -S; fi"
                + " | grep -i landfall || true");
    }

    private JobId lastJob = new JobId("in_test.jb_0");

    private JobId identified(String command) {
        return identified(command, Map.of());
    }

    private JobId identified(String command, Map<String, String> environment) {
        var work = new CiWork("test", command, environment, null, null);
        return controlPlane.model().enqueue(work, controlPlane.model().keys(), IsolatedMachine::withRole);
    }

    private static JobSpec withRole(JobSpec spec) {
        return new JobSpec(
                spec.job(),
                spec.attempt(),
                spec.pool(),
                spec.issuedAt(),
                spec.expiresAt(),
                spec.timeoutSeconds(),
                spec.cancelGraceSeconds(),
                spec.secrets(),
                spec.environmentName(),
                spec.work(),
                new OrgId("org_1"),
                JobOperation.MAINTENANCE,
                new JobIdentity.AwsRole("arn:aws:iam::123456789012:role/maintenance", null, null));
    }

    private JobResult finished(JobId job) throws InterruptedException {
        if (!controlPlane.model().awaitResults(List.of(job), PATIENCE)) {
            throw new AssertionError(
                    "no result of " + job + ": " + controlPlane.model().log(job));
        }
        lastJob = job;
        return Objects.requireNonNull(controlPlane.model().result(job));
    }

    private String log(JobResult result) throws InterruptedException {
        var job = lastJob;
        await(() -> controlPlane.model().chunks(job) >= result.logChunks());
        return controlPlane.model().log(job).replaceAll("(?m)^[0-9]{13} [a-z] ", "");
    }

    /** A file in the home folder of a job, once it is there. */
    private Path home(String name) throws InterruptedException {
        var attempts = folder.resolve("work/attempts");
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + attempts + "/*/home/" + name);
        var found = new Path[1];
        await(() -> {
            try (var files = Files.walk(attempts, 3)) {
                found[0] = files.filter(matcher::matches)
                        .filter(file -> file.toFile().length() > 0)
                        .findFirst()
                        .orElse(null);
            } catch (IOException | java.io.UncheckedIOException e) {
                return false;
            }
            return found[0] != null;
        });
        return found[0];
    }

    private void see(String what, Object value) {
        seen.put(what, value);
    }

    private static boolean reaches(String address, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String shell(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(command + ": " + output);
        }
        return output;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen in time");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
