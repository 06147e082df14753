package dev.landfall.stacktemplates.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.emulators.CfnLint;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.protocol.stack.StackStatement;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The function in the template, run by Python as Lambda runs it, against a control plane on a real socket. */
final class PhoneHomeFunctionIT {

    private static final String CFNRESPONSE = """
        import json
        SUCCESS, FAILED = "SUCCESS", "FAILED"
        def send(event, context, status, data, physical, noEcho=False, reason=None):
            print("ANSWER" + json.dumps({"status": status, "id": physical, "reason": reason or ""}))
        """;
    private static final int ENDS_WITHIN_SECONDS = 60;

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<PhoneHomeCall> calls = new CopyOnWriteArrayList<>();
    private final List<Integer> refusals = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(CfnLint.canBeHad(), "no python3 is on the PATH: install one to run the call home");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void aCreatedStackIsToldWithAProofOverTheVeryStatement() throws Exception {
        var answer = run("Create");

        assertEquals("SUCCESS", answer.path("status").asString(), answer.toString());
        assertEquals(address(), answer.path("id").asString());
        assertEquals(List.of("/home/nonces", "/home"), asked);
        var call = calls.getFirst();
        var proof = (AwsCaller) call.identity().proof();
        assertEquals("n-1", call.identity().nonce());
        assertEquals("sts.eu-central-1.amazonaws.com", proof.host());
        assertEquals("landfall:phone-home:in_1", proof.headers().get(AwsCaller.AUDIENCE));
        assertEquals("n-1", proof.headers().get(AwsCaller.NONCE));
        assertEquals(call.digest(), proof.headers().get(AwsCaller.KEY));
        var authorization = Objects.requireNonNull(proof.headers().get("Authorization"));
        for (var signed : List.of("host", "x-amz-date", "x-landfall-audience", "x-landfall-key", "x-landfall-nonce")) {
            assertTrue(authorization.contains(signed), signed);
        }
    }

    @Test
    void theStatementIsWhatTheStackHas() throws Exception {
        run("Update");

        var statement = (StackStatement.Aws) calls.getFirst().read();
        assertEquals(StackStatement.Event.UPDATE, statement.event());
        assertEquals("arn:aws:cloudformation:eu-central-1:123456789012:stack/acme/1", statement.stack());
        assertEquals(List.of("subnet-1", "subnet-2"), statement.subnets());
        assertEquals(
                "arn:aws:iam::123456789012:role/acme-provision",
                statement.roles().get("provision"));
        assertFalse(statement.runnerEnabled());
        assertEquals(List.of("nodes", "zones"), List.copyOf(statement.inputs().keySet()));
    }

    @Test
    void aRefusalFailsTheStackWithTheControlPlanesWords() throws Exception {
        refusals.add(403);

        var answer = run("Create");

        assertEquals("FAILED", answer.path("status").asString());
        assertTrue(answer.path("reason").asString().contains("403 {\"message\":\"This account is another one.\"}"));
        assertEquals(1, calls.size(), "a refusal is not tried again");
    }

    @Test
    void aStackIsDeletedEvenWhenTheControlPlaneRefuses() throws Exception {
        refusals.add(404);

        var answer = run("Delete");

        assertEquals("SUCCESS", answer.path("status").asString());
        assertEquals(StackStatement.Event.DELETE, calls.getFirst().read().event());
    }

    @Test
    void anUnavailableControlPlaneIsAskedAgainWithAnotherNonce() throws Exception {
        refusals.add(503);

        assertEquals("SUCCESS", run("Create").path("status").asString());
        assertEquals(
                List.of("n-1", "n-2"),
                calls.stream().map(call -> call.identity().nonce()).toList());
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/home";
    }

    private JsonNode run(String event) throws IOException, InterruptedException {
        try (var code = PhoneHomePart.class.getResourceAsStream("phone_home.py")) {
            Files.write(folder.resolve("index.py"), Objects.requireNonNull(code).readAllBytes());
        }
        Files.writeString(folder.resolve("cfnresponse.py"), CFNRESPONSE);
        Files.writeString(folder.resolve("event.json"), event(event));
        var builder = new ProcessBuilder(
                        CfnLint.installed().python().toString(),
                        "-c",
                        "import json, index; index.handler(json.load(open('event.json')), None)")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        builder.environment().put("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "example");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS), output);
        return output.lines()
                .filter(line -> line.startsWith("ANSWER"))
                .findFirst()
                .map(line -> Json.readTree(line.substring("ANSWER".length()).getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new AssertionError(output));
    }

    private String event(String type) {
        return """
            {"RequestType": "%s", "StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/acme/1",
             "ResourceProperties": {"Address": "%s", "Audience": "landfall:phone-home:in_1",
              "Host": "sts.eu-central-1.amazonaws.com", "After": [], "Statement": {
                "account": "123456789012", "region": "eu-central-1", "vpc": "vpc-1",
                "subnets": ["subnet-1", "subnet-2"], "runnerRole": "arn:aws:iam::123456789012:role/acme-runner",
                "roles": {"provision": "arn:aws:iam::123456789012:role/acme-provision"},
                "inputs": {"nodes": "3", "zones": ["a", "b"], "domain": "", "others": [""]},
                "stateBucket": "states", "runnerEnabled": "false"}}}
            """.formatted(type, address());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = exchange.getRequestBody().readAllBytes();
        asked.add(path);
        if (path.endsWith("/nonces")) {
            long nonces = asked.stream().filter(one -> one.endsWith("/nonces")).count();
            reply(exchange, 200, "{\"nonce\":\"n-" + nonces + "\"}");
            return;
        }
        calls.add(Json.read(body, PhoneHomeCall.class));
        if (refusals.isEmpty()) {
            reply(exchange, 200, "{}");
        } else {
            reply(exchange, refusals.removeFirst(), "{\"message\":\"This account is another one.\"}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
