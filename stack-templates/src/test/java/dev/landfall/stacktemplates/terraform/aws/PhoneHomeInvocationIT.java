package dev.landfall.stacktemplates.terraform.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.emulators.CfnLint;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.protocol.stack.PhoneHomeCall;
import dev.landfall.protocol.stack.StackStatement;
import dev.landfall.stacktemplates.aws.PhoneHomeCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function of the module, run by Python with what Terraform's provider hands to it, against a control plane on a real socket. */
final class PhoneHomeInvocationIT {

    private static final int ENDS_WITHIN_SECONDS = 60;

    @TempDir
    Path folder;

    private final List<PhoneHomeCall> calls = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
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
    void anUpdateIsToldWithAProofOverTheVeryStatement() throws Exception {
        var run = run("update");

        assertEquals(0, run.exit(), run.output());
        var call = calls.getFirst();
        var statement = (StackStatement.Aws) call.read();
        assertEquals(StackStatement.Event.UPDATE, statement.event());
        assertEquals("terraform:0f8b", statement.stack());
        assertEquals(List.of("provision"), List.copyOf(statement.roles().keySet()), "a role that is off is not told");
        assertEquals(List.of("nodes", "zones"), List.copyOf(statement.inputs().keySet()));
        assertFalse(statement.runnerEnabled());
        assertEquals(
                call.digest(), ((AwsCaller) call.identity().proof()).headers().get(AwsCaller.KEY));
    }

    @Test
    void aRefusalFailsTheApplyWithTheControlPlanesWords() throws Exception {
        status = 403;

        var run = run("create");

        assertNotEquals(0, run.exit());
        assertTrue(run.output().contains("403 {\"message\":\"This account is another one.\"}"), run.output());
        assertEquals(1, calls.size(), "a refusal is not tried again");
    }

    @Test
    void aStackIsDestroyedEvenWhenTheControlPlaneRefuses() throws Exception {
        status = 404;

        assertEquals(0, run("delete").exit());
        assertEquals(StackStatement.Event.DELETE, calls.getFirst().read().event());
    }

    private record Run(int exit, String output) {}

    private Run run(String action) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("phone_home.py"), PhoneHomeCode.forTerraform());
        Files.writeString(folder.resolve("event.json"), event(action));
        var builder = new ProcessBuilder(
                        CfnLint.installed().python().toString(),
                        "-c",
                        "import json, phone_home; phone_home.handler(json.load(open('event.json')), None)")
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
        return new Run(process.exitValue(), output);
    }

    private String event(String action) {
        return """
            {"tf": {"action": "%s", "prev_input": null},
             "address": "http://127.0.0.1:%d/home", "audience": "landfall:phone-home:in_1",
             "host": "sts.eu-central-1.amazonaws.com", "statement": {
                "stack": "terraform:0f8b", "account": "123456789012", "region": "eu-central-1", "vpc": "vpc-1",
                "subnets": ["subnet-1", "subnet-2"], "runnerRole": "arn:aws:iam::123456789012:role/acme-runner",
                "roles": {"provision": "arn:aws:iam::123456789012:role/acme-provision", "emergency": null},
                "secrets": {"smtp_password": null},
                "inputs": {"nodes": "3", "zones": ["a", "b"], "domain": "", "labels": null, "others": []},
                "stateBucket": "states", "runnerEnabled": false}}
            """.formatted(action, server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestURI().getPath().endsWith("/nonces")) {
            reply(exchange, 200, "{\"nonce\":\"n-1\"}");
            return;
        }
        calls.add(Json.read(body, PhoneHomeCall.class));
        reply(exchange, status, status == 200 ? "{}" : "{\"message\":\"This account is another one.\"}");
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
