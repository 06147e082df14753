package dev.landfall.integration.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.emulators.CfnLint;
import dev.landfall.emulators.Moto;
import dev.landfall.integration.process.Api;
import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.JavaProcess;
import dev.landfall.integration.process.LocalHost;
import dev.landfall.protocol.json.Json;
import dev.landfall.testkit.identity.StrictSts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Stacks that are created, changed and deleted through CloudFormation's API. Their call home is made by the function in the
 * template, in a process as Lambda runs it, to a control plane in another, which asks an STS that checks every signature.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudFormationStackIT {

    private static final String CONTROL_PLANE = "landfall.example.com";
    private static final Path EXAMPLES = Checkout.root().resolve("examples/stacks");
    private static final Path TEMPLATES = Checkout.root().resolve("stack-templates/src/test/golden/cloudformation");

    /** The install of the examples and of the templates made of them. */
    private static final String EXAMPLE = "in_0123456789abcdef";

    private static final String EC2 = "2016-11-15";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Map<String, String> CUSTOMERS_CHOICE =
            Map.of("SecretLicenseKey", "key-of-the-customer", "InputDomain", "shop.example.com");

    private final StrictSts sts = new StrictSts(AppliedTemplate.REGION, InstantSource.system());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger commands = new AtomicInteger();
    private volatile boolean refusing;

    @TempDir
    private static Path folder = Path.of("");

    private HttpsGate gate;
    private LocalHost host;
    private Moto moto;
    private Api api;

    @BeforeAll
    void start() {
        assumeTrue(CfnLint.canBeHad(), "no python3 is on the PATH: install one to run stacks' functions");
        gate = HttpsGate.start(folder, Map.of(sts.host(), this::signer, CONTROL_PLANE, this::controlPlane));
        host = LocalHost.start(folder.resolve("control-plane"), gate.forJava());
        api = new Api(() -> host.uri(), () -> host.adminToken());
        var function = sts.assumed(AppliedTemplate.ACCOUNT, "shop-acme-phone-home", "shop-acme-phone-home");
        var environment = new HashMap<>(gate.forPython());
        environment.put("AWS_ACCESS_KEY_ID", function.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", function.secret());
        environment.put("AWS_SESSION_TOKEN", function.token());
        moto = Moto.start(environment);
    }

    @AfterAll
    void stop() {
        Stream.of(moto, host, gate).filter(Objects::nonNull).forEach(CloudFormationStackIT::close);
    }

    @BeforeEach
    void forget() {
        moto.reset();
        told.clear();
        refusing = false;
    }

    @Test
    void aStackTellsTheControlPlaneWhatItHasWhenItIsMadeChangedAndTakenDown() {
        var install = install("acme");
        landfall("stack", "confirm", install, AppliedTemplate.ACCOUNT);
        var template = render(install);
        var stack = new MotoStack(moto, "acme");

        stack.create(template, CUSTOMERS_CHOICE).ok();

        assertEquals("CREATE_COMPLETE", stack.status());
        var made = shown(install);
        assertEquals("active", made.path("status").asString());
        assertTrue(made.path("runnerEnabled").asBoolean());
        var outputs = made.path("outputs");
        assertEquals(AppliedTemplate.ACCOUNT, outputs.path("account_id").asString());
        assertEquals(
                stack.outputs().get("StateBucket"), outputs.path("state_bucket").asString());
        assertEquals(
                stack.outputs().get("RunnerRole"),
                outputs.path("runner_iam_role_arn").asString());
        assertEquals(
                "arn:aws:iam::123456789012:role/shop-acme-provision",
                outputs.path("provision_iam_role_arn").asString());
        assertEquals("shop.example.com", outputs.at("/install_inputs/domain").asString());
        assertEquals(
                "key-of-the-customer",
                secret(stack, outputs.path("license_key_arn").asString()));
        assertEquals(List.of("1"), groups(stack).all("DesiredCapacity"));

        var off = new HashMap<>(CUSTOMERS_CHOICE);
        off.put("RunnerEnabled", "false");
        stack.update(template, off).ok();

        assertEquals("UPDATE_COMPLETE", stack.status());
        assertFalse(shown(install).path("runnerEnabled").asBoolean(true));
        assertEquals(List.of("0"), groups(stack).all("DesiredCapacity"));

        stack.delete().ok();

        assertEquals("DELETE_COMPLETE", stack.status());
        assertEquals("deleted", shown(install).path("status").asString());
        assertEquals(List.of(), groups(stack).all("DesiredCapacity"));
        assertEquals(
                404,
                stack.call("iam", "2010-05-08", "GetRole", Map.of("RoleName", "shop-acme-runner"))
                        .status());
    }

    @Test
    void aStackThatTheControlPlaneRefusesFailsWithItsWords() {
        var install = install("other");
        landfall("stack", "confirm", install, "999988887777");
        var stack = new MotoStack(moto, "other");

        var refused = stack.create(render(install), CUSTOMERS_CHOICE);

        assertTrue(refused.status() >= 400, refused.text());
        assertTrue(refused.text().contains("belongs into the account 999988887777"), refused.text());
        assertEquals("none", shown(install).path("status").asString());
    }

    @Test
    void theOffSwitchWorksThoughTheControlPlaneRefuses() throws IOException {
        var template = golden("example-ec2");
        var stack = new MotoStack(moto, "off");
        stack.create(template, CUSTOMERS_CHOICE).ok();
        refusing = true;

        var off = new HashMap<>(CUSTOMERS_CHOICE);
        off.put("RunnerEnabled", "false");
        stack.update(template, off).ok();

        assertEquals("UPDATE_COMPLETE", stack.status());
        assertEquals(List.of("0"), groups(stack).all("DesiredCapacity"));
        var changed = new HashMap<>(CUSTOMERS_CHOICE);
        changed.put("InputDomain", "other.example.com");
        assertTrue(stack.update(template, changed).status() >= 400);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("templates")
    void everyTemplateIsMadeChangedAndTakenDown(String name) throws IOException {
        var template = golden(name);
        var stack = new MotoStack(moto, "golden-" + name);
        var given = given(stack, template);
        putTemplates(stack);

        stack.create(template, given).ok();
        assertEquals("CREATE_COMPLETE", stack.status());
        var off = new HashMap<>(given);
        off.put("RunnerEnabled", "false");
        stack.update(template, off).ok();
        assertEquals("UPDATE_COMPLETE", stack.status());
        stack.delete().ok();
        assertEquals("DELETE_COMPLETE", stack.status());

        assertEquals(
                List.of("create true", "update false", "delete false"),
                told.stream()
                        .map(statement -> statement.path("event").asString() + " "
                                + statement.path("runnerEnabled").asBoolean())
                        .toList());
        told.forEach(statement ->
                assertTrue(statement.path("runnerRole").asString().startsWith("arn:aws:iam::"), statement.toString()));
    }

    @Test
    void templatesOfTheVendorsOwnAreMadeWithWhatTheyAskForAndGoWithTheStack() throws IOException {
        var template = golden("nested-stacks");
        var stack = new MotoStack(moto, "nested");
        putTemplates(stack);

        stack.create(template, CUSTOMERS_CHOICE).ok();

        assertEquals("CREATE_COMPLETE", stack.status());
        assertEquals("database.internal:5432", parameter(stack, "/acme/cache"));
        var database = parameter(stack, "/acme/database").split("\\|");
        assertTrue(database[0].startsWith("vpc-"), database[0]);
        assertEquals(2, database[1].split(",").length, database[1]);
        assertEquals("arn:aws:sns:eu-central-1:123456789012:alarm-shop.example.com", database[2]);
        var ids = told.getFirst().path("nestedStacks");
        assertEquals(Set.of("database", "hot_cache"), Set.copyOf(ids.propertyNames()));
        assertTrue(ids.path("database").asString().contains("NestedDatabase"), ids.toString());
        assertEquals(
                "{\"database\":{\"Endpoint\":\"database.internal\",\"Port\":\"5432\"}}",
                told.getFirst().path("nestedOutputs").toString());

        stack.delete().ok();

        assertEquals("DELETE_COMPLETE", stack.status());
        assertEquals("delete", told.getLast().path("event").asString());
        assertEquals(
                400,
                stack.call("ssm", "AmazonSSM.GetParameter", "{\"Name\":\"/acme/cache\"}")
                        .status());
    }

    /** The emulator makes stacks inside of stacks and does not hand their outputs out. */
    private static String golden(String name) throws IOException {
        return Files.readString(TEMPLATES.resolve(name).resolve("stack.yaml"))
                .replace("!GetAtt NestedDatabase.Outputs.Endpoint", "database.internal")
                .replace("!GetAtt NestedDatabase.Outputs.Port", "'5432'");
    }

    /** What a vendor may have in the bucket that the golden template names. */
    private static void putTemplates(MotoStack stack) {
        var database = """
                Parameters:
                  Network: {Type: String}
                  SubnetList: {Type: String}
                  From: {Type: String}
                  Size: {Type: String}
                  Zones: {Type: String}
                  Alarm: {Type: String}
                  Pattern: {Type: String}
                Resources:
                  Note:
                    Type: AWS::SSM::Parameter
                    Properties:
                      Name: /acme/database
                      Type: String
                      Value: !Join ['|', [!Ref Network, !Ref SubnetList, !Ref Alarm]]
                Outputs:
                  Endpoint: {Value: database.internal}
                  Port: {Value: '5432'}
                """;
        var cache = """
                Parameters:
                  Source: {Type: String}
                  Empty: {Type: String}
                Resources:
                  Note:
                    Type: AWS::SSM::Parameter
                    Properties:
                      Name: /acme/cache
                      Type: String
                      Value: !Ref Source
                """;
        stack.bucket("acme-templates", Map.of("v3/database.yaml", database, "v3/cache.yaml", cache));
    }

    private static String parameter(MotoStack stack, String name) {
        var reply = stack.call("ssm", "AmazonSSM.GetParameter", "{\"Name\":\"" + name + "\"}");
        return Json.read(reply.ok().text(), JsonNode.class)
                .at("/Parameter/Value")
                .asString();
    }

    private static Stream<String> templates() throws IOException {
        try (var folders = Files.list(TEMPLATES)) {
            return folders.map(found -> found.getFileName().toString()).sorted().toList().stream();
        }
    }

    /** What a customer has to type: whatever has no default. */
    private static Map<String, String> given(MotoStack stack, String template) {
        var known = new HashMap<>(CUSTOMERS_CHOICE);
        known.put("ClusterName", "customers-cluster");
        if (template.contains("\n  VpcId:")) {
            var vpc = stack.call("ec2", EC2, "CreateVpc", Map.of("CidrBlock", "10.9.0.0/16"))
                    .ok()
                    .all("vpcId")
                    .getFirst();
            known.put("VpcId", vpc);
            known.put("SubnetIds", subnet(stack, vpc, "10.9.0.0/24") + "," + subnet(stack, vpc, "10.9.1.0/24"));
        }
        known.keySet().removeIf(parameter -> !template.contains("\n  " + parameter + ":\n"));
        return known;
    }

    private static String subnet(MotoStack stack, String vpc, String block) {
        return stack.call("ec2", EC2, "CreateSubnet", Map.of("VpcId", vpc, "CidrBlock", block))
                .ok()
                .all("subnetId")
                .getFirst();
    }

    private static MotoStack.Reply groups(MotoStack stack) {
        return stack.call("autoscaling", "2011-01-01", "DescribeAutoScalingGroups", Map.of())
                .ok();
    }

    private static String secret(MotoStack stack, String arn) {
        var reply = stack.call("secretsmanager", "secretsmanager.GetSecretValue", "{\"SecretId\":\"" + arn + "\"}");
        return Json.read(reply.ok().text(), JsonNode.class).path("SecretString").asString();
    }

    /** @return its id */
    private String install(String name) {
        landfall("app", "sync", EXAMPLES.resolve("ec2").toString());
        var inputs = Map.of("domain", "shop.example.com");
        return api.post("/v1/installs", Map.of("app", "ec2", "name", name, "inputs", inputs))
                .ok()
                .path("id")
                .asString();
    }

    private JsonNode shown(String install) {
        return api.get("/v1/installs/" + install + "/stack").ok();
    }

    private String render(String install) {
        try {
            var facts = Files.readString(EXAMPLES.resolve("ec2.toml")).replace(EXAMPLE, install);
            Files.copy(
                    EXAMPLES.resolve("ec2.policy.toml"),
                    folder.resolve("ec2.policy.toml"),
                    StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(folder.resolve("ec2.toml"), facts);
            var out = folder.resolve("stack-" + install);
            landfall(
                    "stack",
                    "render",
                    EXAMPLES.resolve("ec2").toString(),
                    "--install",
                    folder.resolve("ec2.toml").toString(),
                    "--format",
                    "cloudformation",
                    "--out",
                    out.toString());
            return Files.readString(out.resolve("stack.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void landfall(String... arguments) {
        var environment = Map.of("LANDFALL_SERVER", host.uri().toString(), "LANDFALL_TOKEN", host.adminToken());
        var output = folder.resolve("landfall-" + commands.incrementAndGet() + ".log");
        try (var process = JavaProcess.start(output, environment, "dev.landfall.cli.Main", List.of(arguments))) {
            assertEquals(0, process.await(), process::output);
        }
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception e) {
            throw new IllegalStateException("What the tests started could not be stopped.", e);
        }
    }

    /** STS, to whoever asks for its host. */
    private void signer(HttpExchange exchange) throws IOException {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        var answer = sts.apply(new Outbound.Request(
                exchange.getRequestMethod(),
                URI.create("https://" + sts.host() + exchange.getRequestURI()),
                headers,
                body(exchange)));
        reply(exchange, answer.status(), answer.body());
    }

    /** The control plane at the address in the templates. The example's install is not its own: for that one it only listens. */
    private void controlPlane(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        var body = body(exchange);
        if (path.equals("/v1/installs/" + EXAMPLE + "/phone-home/nonces")) {
            reply(exchange, 200, "{\"nonce\":\"n-1\"}");
        } else if (path.equals("/v1/installs/" + EXAMPLE + "/phone-home")) {
            var statement = Json.read(body, JsonNode.class).path("statement").asString();
            told.add(Json.read(statement, JsonNode.class));
            reply(exchange, refusing ? 403 : 200, "{}");
        } else {
            forward(exchange, path, body);
        }
    }

    private void forward(HttpExchange exchange, String path, String body) throws IOException {
        try {
            var response = client.send(
                    HttpRequest.newBuilder(URI.create(host.uri() + path))
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/json")
                            .method(exchange.getRequestMethod(), BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            reply(exchange, response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reply(exchange, 503, "{}");
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
