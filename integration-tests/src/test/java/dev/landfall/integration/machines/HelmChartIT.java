package dev.landfall.integration.machines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.Helm;
import dev.landfall.emulators.KubeApiServer;
import dev.landfall.integration.process.Checkout;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.runner.config.IdentitySettings;
import dev.landfall.runner.config.NoticeSettings;
import dev.landfall.runner.config.RunnerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The chart as helm renders it, and what a real kube-apiserver says of it. {@code -Dgolden.write=true} writes the golden renderings anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HelmChartIT {

    private static final Path CHART = Checkout.root().resolve("charts/landfall-runner");
    private static final Path GOLDEN = Checkout.root().resolve("integration-tests/src/test/resources/golden/helm");

    @TempDir
    Path folder;

    private Helm helm;
    private KubeApiServer cluster;

    @BeforeAll
    void start(@TempDir Path home) {
        assumeTrue(Helm.isBuilt(), Helm.NOT_BUILT);
        assumeTrue(KubeApiServer.isBuilt(), KubeApiServer.NOT_BUILT);
        helm = Helm.at(home);
        cluster = KubeApiServer.start();
        for (var namespace : List.of("landfall", "apps")) {
            cluster.api().create("/api/v1/namespaces", "{\"metadata\": {\"name\": \"%s\"}}".formatted(namespace));
        }
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure", "isolated", "restricted"})
    void helmFindsNothingInTheChart(String variant) {
        var run = helm.run(List.of("lint", "--strict", CHART.toString(), "--values", values(variant)));
        assertEquals(0, run.exit(), run.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure", "isolated", "restricted"})
    void itsRenderingIsTheGoldenOne(String variant) throws IOException {
        var golden = GOLDEN.resolve(variant + ".yaml");
        var rendering = render(CHART, variant);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, rendering);
        }
        assertEquals(Files.readString(golden), rendering);
    }

    @ParameterizedTest
    @ValueSource(strings = {"azure", "isolated", "restricted"})
    void theClusterTakesEveryObjectWithoutAnUnknownField(String variant) {
        assertEquals(List.of(), refusals(render(CHART, variant)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "server | server=ftp://landfall.example.com",
                "pool | pool=customer-a",
                "repository | image.repository=",
                "digest | image.digest=sha256:12",
                "replicas | replicas=-1",
                "slots | slots=0",
                "isolateJobs | isolateJobs=perhaps",
                "replica | replica=2",
                "JAVA_HOME | settings.JAVA_HOME=x",
                "clientId | azure.clientId=runner",
                "tenantId | azure.clientId=11111111-2222-3333-4444-555555555555",
                "authority | azure.authority=http://login.example.com",
                "phoneHome | stack.phoneHome=https://landfall.example.com/,stack.statement={}",
                "statement | stack.phoneHome=https://landfall.example.com/v1/installs/in_1/phone-home",
                "jobAccounts | jobAccounts[0].name=Not_A_Name",
                "verbs | jobAccounts[0].name=a,jobAccounts[0].rules[0].resources[0]=pods",
                "ports | networkPolicy.ports[0]=70000",
                "workSize | workSize=much",
            })
    void aWrongValueIsRefusedByTheSchema(String named, String value) {
        var run = helm.run(template(CHART, "restricted", "--set", value));
        assertNotEquals(0, run.exit(), run.output());
        assertTrue(run.output().contains(named), run.output());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '~',
            value = {
                "unknown field ~ deployment.yaml ~ readOnlyRootFilesystem: ~ readOnlyRootFilesytem: ~ not declared in"
                        + " schema",
                "wrong type ~ deployment.yaml ~ runAsUser: 0 ~ runAsUser: root ~ expected numeric",
                "volume that is not there ~ deployment.yaml ~ name: users, emptyDir ~ name: user, emptyDir ~ Not found",
                "selector that matches nothing ~ deployment.yaml ~ {{- include \"landfall.labels\" . | nindent 8 }} ~"
                        + " { app: other } ~ selector",
                "wrong address ~ networkpolicy.yaml ~ 0.0.0.0/0 ~ 0.0.0.0/40 ~ CIDR",
                "both of a budget ~ poddisruptionbudget.yaml ~ maxUnavailable: ~ minAvailable: 1\\n"
                        + "  maxUnavailable: ~ cannot be both set",
                "rule without verbs ~ jobaccounts.yaml ~ verbs: [create] ~ verbs: [] ~ at least one",
                "role without a kind ~ jobaccounts.yaml ~ kind: Role\\n  name ~ kind: Rule\\n  name ~ supported values",
                "file of a stack that is not mounted ~ deployment.yaml ~ name: stack, mountPath ~ name: stak, mountPath ~"
                        + " Not found",
                "broken template ~ serviceaccount.yaml ~ nindent 4 }} ~ nindent 4 ~ parse error",
            })
    void aSeededFaultIsFound(String fault, String file, String from, String to, String said) throws IOException {
        var chart = copy(folder.resolve("chart"));
        var template = chart.resolve("templates").resolve(file);
        var sound = Files.readString(template);
        var faulty = sound.replaceFirst(Pattern.quote(from.replace("\\n", "\n")), to.replace("\\n", "\n"));
        assertNotEquals(sound, faulty, fault);
        Files.writeString(template, faulty);
        var run = helm.run(template(chart, fault.contains("stack") ? "azure" : "isolated"));
        var found = run.exit() == 0 ? String.join("\n", refusals(run.output())) : run.output();
        assertTrue(found.contains(said), found);
    }

    @Test
    void theRunnerReadsItsSettingsAndItsTokenIsForItsPool() {
        var deployment = find(Manifest.all(render(CHART, "isolated")), "Deployment", "acme");
        var container = deployment.content().at("/spec/template/spec/containers/0");
        var config = RunnerConfig.from(environment(container));
        assertEquals(Path.of("/var/lib/landfall"), config.directory());
        assertEquals(2, config.slots());
        var volumes = deployment.content().at("/spec/template/spec/volumes");
        assertEquals(
                List.of(IdentityProof.audience(new PoolId("pool_0001"))),
                volumes.findValues("audience").stream()
                        .map(JsonNode::stringValue)
                        .toList());
        long ends = deployment
                .content()
                .at("/spec/template/spec/terminationGracePeriodSeconds")
                .longValue();
        assertTrue(ends > config.drainTimeout().plus(config.maxCancelGrace()).toSeconds());
    }

    @Test
    void onAzureTheRunnerIsAManagedIdentityThatTrustsItsServiceAccount() {
        var pod = find(Manifest.all(render(CHART, "azure")), "Deployment", "acme")
                .content()
                .at("/spec/template/spec");
        for (var container : List.of(pod.at("/containers/0"), pod.at("/initContainers/0"))) {
            var environment = environment(container);
            var config = RunnerConfig.from(environment);
            assertEquals(IdentitySettings.Kind.AZURE, config.identity().kind());
            assertEquals(NoticeSettings.From.NONE, config.notices().from());
            assertEquals("22222222-2222-2222-2222-222222222222", environment.get("AZURE_TENANT_ID"));
            assertEquals("/var/run/secrets/landfall/token", environment.get("AZURE_FEDERATED_TOKEN_FILE"));
        }
        var tokens = pod.path("volumes").findValues("serviceAccountToken");
        assertEquals(
                List.of(IdentityProof.AzureToken.AUDIENCE),
                pod.path("volumes").findValues("audience").stream()
                        .map(JsonNode::stringValue)
                        .toList());
        assertEquals(2, tokens.size());
    }

    @Test
    void whatTheStackHasIsToldBeforeTheRunnerStarts() {
        var all = Manifest.all(render(CHART, "azure"));
        var call = find(all, "Deployment", "acme").content().at("/spec/template/spec/initContainers/0/args");
        assertEquals(
                "[\"runner\",\"phone-home\",\"--address\","
                        + "\"https://landfall.example.com/v1/installs/in_0123456789abcdef/phone-home\","
                        + "\"--statement\",\"/etc/landfall-stack/statement.json\"]",
                call.toString());
        assertEquals(
                "{\"type\":\"azure\",\"event\":\"create\",\"words\":\"a \\\"quoted\\\" & 'word'\"}",
                find(all, "ConfigMap", "acme-stack")
                        .content()
                        .at("/data/statement.json")
                        .stringValue());
    }

    @Test
    void theRunnerMayAskForTokensOfItsJobsAccountsAndForNothingElse() {
        for (var manifest : Manifest.all(render(CHART, "isolated"))) {
            var answer = cluster.api().apply(manifest.path(), manifest.yaml(), false);
            assertTrue(answer.status() < 300, () -> answer.body().toString());
        }
        var runner = "system:serviceaccount:landfall:acme";
        assertTrue(allowed(runner, "create", "apps", "", "serviceaccounts", "token", "restarter"));
        assertTrue(allowed(runner, "create", "apps", "", "serviceaccounts", "token", "existing"));
        assertTrue(allowed(runner, "create", "landfall", "", "serviceaccounts", "token", "reader"));
        assertTrue(denied(runner, "create", "apps", "", "serviceaccounts", "token", "default"));
        assertTrue(denied(runner, "create", "landfall", "", "serviceaccounts", "token", "restarter"));
        assertTrue(denied(runner, "create", "landfall", "", "serviceaccounts", "token", "acme"));
        assertTrue(denied(runner, "list", "landfall", "", "secrets", "", ""));
        assertTrue(denied(runner, "create", "landfall", "", "pods", "", ""));
        assertTrue(denied(runner, "patch", "apps", "apps", "deployments", "", "web"));
    }

    @Test
    void anAccountOfJobsHasItsRulesWhereTheyHold() {
        for (var manifest : Manifest.all(render(CHART, "isolated"))) {
            cluster.api().apply(manifest.path(), manifest.yaml(), false);
        }
        var restarter = "system:serviceaccount:apps:restarter";
        var reader = "system:serviceaccount:landfall:reader";
        assertTrue(allowed(restarter, "patch", "apps", "apps", "deployments", "", "web"));
        assertTrue(denied(restarter, "patch", "landfall", "apps", "deployments", "", "web"));
        assertTrue(denied(restarter, "delete", "apps", "apps", "deployments", "", "web"));
        assertTrue(allowed(reader, "list", "", "", "nodes", "", ""));
        assertTrue(denied(reader, "patch", "", "", "nodes", "", ""));
        assertTrue(denied(restarter, "list", "", "", "nodes", "", ""));
    }

    @Test
    void itsVersionIsThatOfTheBuild() throws IOException {
        var pom = Files.readString(Checkout.root().resolve("pom.xml"));
        var version = Manifest.all(Files.readString(CHART.resolve("Chart.yaml")))
                .getFirst()
                .content()
                .path("appVersion")
                .stringValue();
        assertTrue(pom.contains("<artifactId>landfall</artifactId>\n  <version>" + version + "</version>"), version);
    }

    private static Map<String, String> environment(JsonNode container) {
        var environment = new HashMap<>(Map.of("PATH", "/usr/bin"));
        for (var entry : container.path("env")) {
            environment.put(
                    entry.path("name").stringValue(), entry.path("value").asString("pod-1"));
        }
        return environment;
    }

    private String render(Path chart, String variant) {
        var run = helm.run(template(chart, variant));
        assertEquals(0, run.exit(), run.output());
        return run.output();
    }

    private static List<String> template(Path chart, String variant, String... more) {
        var arguments = new ArrayList<>(
                List.of("template", "acme", chart.toString(), "--namespace", "landfall", "--values", values(variant)));
        arguments.addAll(List.of(more));
        return arguments;
    }

    private static String values(String variant) {
        return GOLDEN.resolve(variant + ".values.yaml").toString();
    }

    /** What the API says of objects that it would not take. */
    private List<String> refusals(String rendering) {
        var refusals = new ArrayList<String>();
        for (var manifest : Manifest.all(rendering)) {
            var answer = cluster.api().apply(manifest.path(), manifest.yaml(), true);
            if (answer.status() >= 300) {
                refusals.add(
                        manifest.path() + ": " + answer.body().path("message").asString("no message"));
            }
        }
        return refusals;
    }

    private boolean allowed(
            String user, String verb, String namespace, String group, String resource, String sub, String name) {
        var review = Map.of(
                "spec",
                Map.of(
                        "user",
                        user,
                        "resourceAttributes",
                        Map.of(
                                "verb", verb,
                                "namespace", namespace,
                                "group", group,
                                "resource", resource,
                                "subresource", sub,
                                "name", name)));
        return cluster.api()
                .create("/apis/authorization.k8s.io/v1/subjectaccessreviews", Json.writeString(review))
                .at("/status/allowed")
                .booleanValue();
    }

    private boolean denied(
            String user, String verb, String namespace, String group, String resource, String sub, String name) {
        return !allowed(user, verb, namespace, group, resource, sub, name);
    }

    private static Manifest find(List<Manifest> manifests, String kind, String name) {
        return manifests.stream()
                .filter(each -> each.kind().equals(kind) && each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Path copy(Path target) throws IOException {
        try (var files = Files.walk(CHART)) {
            for (var file : files.toList()) {
                Files.copy(file, target.resolve(CHART.relativize(file)));
            }
        }
        return target;
    }
}
