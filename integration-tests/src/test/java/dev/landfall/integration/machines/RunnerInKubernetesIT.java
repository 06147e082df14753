package dev.landfall.integration.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.emulators.Helm;
import dev.landfall.emulators.KubeCluster;
import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.LocalHost;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The chart on a Kubernetes that runs pods, as a customer installs it, for a control plane outside: from the first command to the last.
 * One cluster for all tests, in their order.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RunnerInKubernetesIT {

    private static final String CHART =
            Checkout.root().resolve("charts/landfall-runner").toString();
    private static final String NAMESPACE = "landfall-test";
    private static final String APPS = "landfall-test-apps";
    private static final String RUNNERS = "--selector=app.kubernetes.io/instance=runners";
    private static final String NO_TREE =
            "there is no tree of a container: as root on Linux, install one with build/machine-root container";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Kubernetes kubernetes;
    private Helm helm;
    private LocalHost host;
    private Vendor vendor;
    private Path folder;

    @BeforeAll
    void start(@TempDir Path empty) throws IOException {
        assumeTrue(Helm.isBuilt(), Helm.NOT_BUILT);
        if (!Kubernetes.isGiven()) {
            assumeTrue(KubeCluster.canBeHad(), KubeCluster.MISSING);
            assumeTrue(Files.exists(Checkout.root().resolve("target/machines/container")), NO_TREE);
        }
        folder = empty;
        kubernetes =
                Kubernetes.isGiven() ? Kubernetes.given() : Kubernetes.start(Packages.in(folder.resolve("packages")));
        helm = Helm.at(Files.createDirectory(folder.resolve("home")), kubernetes.configuration());
        host = LocalHost.start(folder.resolve("control-plane"), kubernetes.machine());
        vendor = new Vendor(host);
        kubernetes.kubectl("create", "namespace", APPS);
    }

    @AfterAll
    void stop() {
        if (host != null) {
            host.close();
        }
        if (kubernetes != null) {
            if (Kubernetes.isGiven()) {
                kubernetes.kubectl("delete", "namespace", APPS, NAMESPACE, "--ignore-not-found");
            }
            kubernetes.close();
        }
    }

    @Test
    @Order(1)
    void aPoolTrustsTheClustersServiceAccountByItsKeys() throws IOException {
        vendor.landfall("pool", "create", "customer-a");
        var issuer = Json.readTree(bytes(kubernetes.kubectl("get", "--raw", "/.well-known/openid-configuration")))
                .at("/issuer")
                .stringValue();
        var keys = folder.resolve("keys.json");
        Files.writeString(keys, kubernetes.kubectl("get", "--raw", "/openid/v1/jwks"));
        vendor.landfall(
                "pool",
                "trust",
                "customer-a",
                "--kubernetes-issuer",
                issuer,
                "--service-account",
                NAMESPACE + "/runners",
                "--jwks-file",
                keys.toString());
        vendor.project("shop", "customer-a", folder.resolve("repository"));
        vendor.project("audit", "customer-a", folder.resolve("repository"));
        var roles = folder.resolve("roles.json");
        Files.writeString(roles, """
                {"roles": {"ci": {"type": "kubernetes-service-account", "namespace": "%s", "name": "auditor"}}}""".formatted(APPS));
        vendor.landfall("project", "roles", "audit", "--file", roles.toString());
    }

    @Test
    @Order(2)
    void anInstalledChartsRunnerJoinsByTheTokenThatItsPodWasGiven() throws IOException {
        var values = folder.resolve("values.yaml");
        Files.writeString(values, values());
        ok(helm.run(List.of(
                "install",
                "runners",
                CHART,
                "--namespace",
                NAMESPACE,
                "--create-namespace",
                "--values",
                values.toString(),
                "--wait",
                "--timeout",
                "180s")));
        var pod = pods().getFirst();
        eventually("the runner of " + pod + " to be listed", () -> runners().contains(pod));
        var objects = kubernetes.kubectl(
                "get",
                "networkpolicy,poddisruptionbudget,role,rolebinding,serviceaccount",
                RUNNERS,
                "--all-namespaces",
                "--output=name");
        assertEquals(8, objects.lines().count(), objects);
    }

    @Test
    @Order(3)
    void aJobRunsInThePodUnderAUserOfItsOwnAndItsLogArrives() {
        var log = vendor.landfall(
                "project",
                "run",
                "shop",
                "--command",
                "hostname; id -u; grep CapEff /proc/self/status;"
                        + " cat /var/run/secrets/landfall/token /var/run/secrets/kubernetes.io/serviceaccount/token;"
                        + " for file in /etc/x /opt/landfall/x; do (echo x >$file) 2>/dev/null && echo wrote $file;"
                        + " done; true");
        assertTrue(log.contains(pods().getFirst()), log);
        assertTrue(log.matches("(?s).*\\b610\\d{5}\\b.*"), log);
        assertTrue(log.contains("CapEff:\t0000000000000000"), log);
        assertFalse(log.contains("wrote"), log);
        assertFalse(log.contains("eyJ"), log);
    }

    @Test
    @Order(4)
    void aJobMayInTheClusterWhatItsServiceAccountMayAndRunsAJobOfKubernetes() {
        var log = vendor.landfall(
                "project", "run", "audit", "--command", """
                value() { sed -n "s/.*\\"$1\\" *: *\\"\\([^\\"]*\\)\\".*/\\1/p" "$KUBECONFIG"; }
                value certificate-authority-data | base64 --decode >ca.crt
                ask() {
                  path=$1 && shift
                  curl --silent --output answer --write-out '%%{http_code}' --cacert ca.crt --max-time 20 \\
                    --header "Authorization: Bearer $(cat "$LANDFALL_KUBERNETES_TOKEN_FILE")" "$@" "$(value server)$path"
                }
                echo "configmaps $(ask /api/v1/namespaces/%1$s/configmaps)"
                echo "secrets $(ask /api/v1/namespaces/%1$s/secrets)"
                echo "elsewhere $(ask /api/v1/namespaces/%2$s/configmaps)"
                jobs=/apis/batch/v1/namespaces/%1$s/jobs
                echo "job $(ask $jobs --header 'Content-Type: application/json' --data '{"metadata": {"name": "once"}, "spec":
                  {"template": {"spec": {"restartPolicy": "Never", "automountServiceAccountToken": false, "containers":
                  [{"name": "once", "image": "%3$s", "command": ["true"]}]}}}}')"
                tries=0
                until ask $jobs/once >status && grep -q '"succeeded": *1' answer; do
                  tries=$((tries + 1))
                  [ $tries -lt 300 ] || { cat answer && exit 1; }
                  sleep 0.3
                done
                echo "the job of Kubernetes ended well"
                """.formatted(APPS, NAMESPACE, kubernetes.image()));
        assertTrue(log.contains("configmaps 200\n"), log);
        assertTrue(log.contains("secrets 403\n"), log);
        assertTrue(log.contains("elsewhere 403\n"), log);
        assertTrue(log.contains("job 201\n"), log);
        assertTrue(log.contains("the job of Kubernetes ended well"), log);
    }

    @ParameterizedTest(name = "{0} may {1}: {2}")
    @Order(5)
    @CsvSource({
        "landfall-test:runners, create serviceaccounts/auditor --subresource=token, yes",
        "landfall-test:runners, create serviceaccounts/default --subresource=token, no",
        "landfall-test:runners, create serviceaccounts/auditor, no",
        "landfall-test:runners, get secrets, no",
        "landfall-test:runners, list configmaps, no",
        "landfall-test:runners, create pods, no",
        "landfall-test:runners, * *, no",
        "landfall-test:default, create serviceaccounts/auditor --subresource=token, no",
        "landfall-test-apps:auditor, list configmaps, yes",
        "landfall-test-apps:auditor, create jobs.batch, yes",
        "landfall-test-apps:auditor, delete configmaps, no",
        "landfall-test-apps:auditor, get secrets, no",
        "landfall-test-apps:auditor, create serviceaccounts/auditor --subresource=token, no",
    })
    void anAccountMayWhatTheChartsRulesSayAndNothingElse(String account, String what, String answer) {
        var words = new ArrayList<>(List.of("auth", "can-i"));
        words.addAll(List.of(what.split(" ", -1)));
        words.addAll(List.of("--namespace=" + APPS, "--as=system:serviceaccount:" + account));
        var said = kubernetes.ask(words.toArray(String[]::new)).output().strip();
        assertEquals(answer, said.lines().toList().getLast(), said);
    }

    @Test
    @Order(6)
    void anUpgradeLetsTheJobOfTheOldPodFinish() throws IOException {
        var asked = new CountDownLatch(1);
        var may = new AtomicBoolean();
        var gate = HttpServer.create(new InetSocketAddress(kubernetes.machine(), 0), 0);
        gate.createContext("/", exchange -> {
            asked.countDown();
            exchange.sendResponseHeaders(may.get() ? 200 : 503, -1);
            exchange.close();
        });
        gate.start();
        try {
            var old = pods().getFirst();
            var address =
                    "http://" + kubernetes.machine() + ":" + gate.getAddress().getPort();
            var job = start(
                    "until curl --silent --fail " + address + "; do sleep 0.3; done; echo finished on $(hostname)");
            eventually("the job to run", () -> asked.getCount() == 0);
            ok(helm.run(List.of(
                    "upgrade", "runners", CHART, "--namespace", NAMESPACE, "--reuse-values", "--set", "slots=3")));
            eventually("the old pod to be told to end", () -> !deletion(old).isBlank());
            eventually(
                    "the new pod's runner",
                    () -> pods().stream()
                            .anyMatch(pod -> !pod.equals(old) && runners().contains(pod)));
            assertEquals("running", state(job));
            may.set(true);
            eventually("the job's end", () -> !state(job).equals("running"));
            assertEquals("succeeded", state(job));
            assertTrue(vendor.landfall("job", "logs", job).contains("finished on " + old));
            eventually("the old pod to be gone", () -> !pods().contains(old));
        } finally {
            gate.stop(0);
        }
    }

    @Test
    @Order(7)
    void anotherServiceAccountOfTheClusterCannotJoin() {
        ok(helm.run(List.of(
                "upgrade",
                "runners",
                CHART,
                "--namespace",
                NAMESPACE,
                "--reuse-values",
                "--set",
                "serviceAccount.name=strangers")));
        eventually(
                "a runner to be refused",
                () -> pods().stream()
                        .anyMatch(pod -> kubernetes
                                .ask("logs", "--namespace=" + NAMESPACE, pod)
                                .output()
                                .contains("system:serviceaccount:landfall-test:strangers")));
    }

    @Test
    @Order(8)
    void uninstallingTakesEverythingAway() {
        ok(helm.run(List.of("uninstall", "runners", "--namespace", NAMESPACE, "--wait", "--timeout", "180s")));
        eventually("all to be gone", () -> {
            var left = kubernetes.kubectl(
                    "get",
                    "deployments,replicasets,pods,serviceaccounts,roles,rolebindings,configmaps,networkpolicies,"
                            + "poddisruptionbudgets",
                    RUNNERS,
                    "--all-namespaces",
                    "--output=name",
                    "--ignore-not-found");
            return left.isBlank();
        });
        assertNotEquals(
                0,
                helm.run(List.of("status", "runners", "--namespace", NAMESPACE)).exit());
    }

    private String values() {
        var pool = Json.readTree(bytes(vendor.landfall("pool", "show", "customer-a", "--output", "json")))
                .findValue("id")
                .stringValue();
        return """
                server: %s
                pool: %s
                image: { repository: %s, tag: %s }
                drainSeconds: 120
                settings: { LANDFALL_RUNNER_MIN_FREE_DISK_MIB: 0 }
                policy: |
                  kinds = ["ci"]
                networkPolicy: { ports: [443, 6443, %d] }
                resources: { requests: { cpu: 100m, memory: 128Mi } }
                jobAccounts:
                  - name: auditor
                    namespace: %s
                    create: true
                    rules:
                      - { apiGroups: [""], resources: [configmaps], verbs: [list] }
                      - { apiGroups: [batch], resources: [jobs], verbs: [create, get] }
                """.formatted(
                        host.uri(),
                        pool,
                        kubernetes.repository(),
                        kubernetes.tag(),
                        host.uri().getPort(),
                        APPS);
    }

    private String start(String command) {
        var said = vendor.landfall("project", "run", "shop", "--no-wait", "--output", "json", "--command", command);
        return Json.readTree(bytes(said)).at("/job/id").stringValue();
    }

    private String state(String job) {
        JsonNode shown = Json.readTree(bytes(vendor.landfall("job", "show", job, "--output", "json")));
        return shown.findValue("status").stringValue();
    }

    private String runners() {
        return vendor.landfall("runner", "list", "--output", "json");
    }

    private List<String> pods() {
        return kubernetes
                .kubectl(
                        "get",
                        "pods",
                        RUNNERS,
                        "--namespace=" + NAMESPACE,
                        "--output=jsonpath={.items[*].metadata.name}")
                .strip()
                .transform(names -> List.of(names.split(" ", -1)));
    }

    private String deletion(String pod) {
        return kubernetes
                .ask("get", "pod", pod, "--namespace=" + NAMESPACE, "--output=jsonpath={.metadata.deletionTimestamp}")
                .output();
    }

    private void eventually(String what, BooleanSupplier condition) {
        Conditions.eventually(
                PATIENCE,
                () -> what + ": " + kubernetes.state(),
                () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    private void ok(Helm.Run run) {
        assertEquals(0, run.exit(), () -> run.output() + kubernetes.state());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
