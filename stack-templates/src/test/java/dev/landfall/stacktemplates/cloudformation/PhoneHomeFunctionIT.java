package dev.landfall.stacktemplates.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.CfnLint;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.protocol.stack.StackStatement;
import dev.landfall.stacktemplates.aws.ListeningControlPlane;
import dev.landfall.stacktemplates.aws.PhoneHomeCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
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

    /** What else CloudFormation says of a stack that is there. */
    private static final String BEFORE = """
        "PhysicalResourceId": "https://before.example.com/home",
        "OldResourceProperties": {"Statement": {"runnerEnabled": "true", "roles": {"provision": "arn", "emergency": "arn"}}},
        """;

    @TempDir
    Path folder;

    private ListeningControlPlane controlPlane;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(CfnLint.canBeHad(), "no python3 is on the PATH: install one to run the call home");
        controlPlane = ListeningControlPlane.start();
    }

    @AfterEach
    void stop() {
        if (controlPlane != null) {
            controlPlane.close();
        }
    }

    @Test
    void aCreatedStackIsToldWithAProofOverTheVeryStatement() throws Exception {
        var answer = run("Create");

        assertEquals("SUCCESS", answer.path("status").asString(), answer.toString());
        assertEquals(controlPlane.address(), answer.path("id").asString());
        assertEquals(List.of("/home/nonces", "/home"), controlPlane.asked());
        var call = controlPlane.calls().getFirst();
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

        var statement = (StackStatement.Aws) controlPlane.calls().getFirst().read();
        assertEquals(StackStatement.Event.UPDATE, statement.event());
        assertEquals("arn:aws:cloudformation:eu-central-1:123456789012:stack/acme/1", statement.stack());
        assertEquals(List.of("subnet-1", "subnet-2"), statement.subnets());
        assertEquals(
                "arn:aws:iam::123456789012:role/acme-provision",
                statement.roles().get("provision"));
        assertFalse(statement.runnerEnabled());
        assertEquals(List.of("nodes", "zones"), List.copyOf(statement.inputs().keySet()));
        assertEquals("{db={Host=db.internal}}", statement.nestedOutputs().toString());
    }

    @Test
    void aControlPlaneThatMovedIsNoReasonToDeleteWhatCalledItBefore() throws Exception {
        assertEquals("https://before.example.com/home", run("Update").path("id").asString());
    }

    @Test
    void aRefusalFailsTheStackWithTheControlPlanesWords() throws Exception {
        controlPlane.refuse(403);

        var answer = run("Create");

        assertEquals("FAILED", answer.path("status").asString());
        assertTrue(answer.path("reason").asString().contains("403 {\"message\":\"This account is another one.\"}"));
        assertEquals(1, controlPlane.calls().size(), "a refusal is not tried again");
    }

    @Test
    void aStackIsDeletedEvenWhenTheControlPlaneRefuses() throws Exception {
        controlPlane.refuse(404);

        var answer = run("Delete");

        assertEquals("SUCCESS", answer.path("status").asString());
        assertEquals(
                StackStatement.Event.DELETE,
                controlPlane.calls().getFirst().read().event());
    }

    @Test
    void whatTheCustomerTakesAwayGoesThoughTheControlPlaneRefuses() throws Exception {
        var off = event("Update");
        var on = off.replace("\"runnerEnabled\": \"false\"", "\"runnerEnabled\": \"true\"");
        for (var taken : List.of(off, on)) {
            controlPlane.refuse(403);
            assertEquals("SUCCESS", answer(taken).path("status").asString(), taken);
        }

        controlPlane.refuse(403);
        var another = on.replace(
                "\"roles\": {\"provision\": \"arn:", "\"roles\": {\"backup\": \"arn\", \"provision\": \"arn:");
        assertEquals("FAILED", answer(another).path("status").asString());
    }

    @Test
    void aControlPlaneWhoseAnswerNeverEndsDoesNotKeepTheFunctionFromItsOwn() throws Exception {
        controlPlane.answerForever();
        Files.writeString(folder.resolve("shorter.py"), "import index\nindex.WITHIN = 2\nhandler = index.handler\n");

        var answer = answer("shorter", event("Update"));

        assertEquals("SUCCESS", answer.path("status").asString(), answer.toString());
        assertTrue(answer.path("reason").asString().endsWith("/home did not answer within 2 s"), answer.toString());
    }

    @Test
    void theFunctionHasMoreTimeThanItsCall() {
        var within = Pattern.compile("\nWITHIN = ([0-9]+) ").matcher(PhoneHomeCode.forCloudFormation());

        assertTrue(within.find());
        assertTrue(Integer.parseInt(within.group(1)) <= PhoneHomeCode.TIMEOUT_SECONDS - 30);
    }

    @Test
    void anUnavailableControlPlaneIsAskedAgainWithAnotherNonce() throws Exception {
        controlPlane.refuse(503);

        assertEquals("SUCCESS", run("Create").path("status").asString());
        assertEquals(
                List.of("n-1", "n-2"),
                controlPlane.calls().stream()
                        .map(call -> call.identity().nonce())
                        .toList());
    }

    private JsonNode run(String type) throws IOException, InterruptedException {
        return answer(event(type));
    }

    private JsonNode answer(String event) throws IOException, InterruptedException {
        return answer("index", event);
    }

    private JsonNode answer(String module, String event) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("index.py"), PhoneHomeCode.forCloudFormation());
        Files.writeString(folder.resolve("cfnresponse.py"), CFNRESPONSE);
        var output = ListeningControlPlane.run(folder, module, event).output();
        return output.lines()
                .filter(line -> line.startsWith("ANSWER"))
                .findFirst()
                .map(line -> Json.readTree(line.substring("ANSWER".length()).getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> new AssertionError(output));
    }

    private String event(String type) {
        return """
            {"RequestType": "%s", %s"StackId": "arn:aws:cloudformation:eu-central-1:123456789012:stack/acme/1",
             "ResourceProperties": {"Address": "%s", "Audience": "landfall:phone-home:in_1",
              "Host": "sts.eu-central-1.amazonaws.com", "After": [], "Statement": {
                "account": "123456789012", "region": "eu-central-1", "vpc": "vpc-1",
                "subnets": ["subnet-1", "subnet-2"], "runnerRole": "arn:aws:iam::123456789012:role/acme-runner",
                "roles": {"provision": "arn:aws:iam::123456789012:role/acme-provision"},
                "inputs": {"nodes": "3", "zones": ["a", "b"], "domain": "", "others": [""]},
                "nestedStacks": {"db": "arn:aws:cloudformation:eu-central-1:123456789012:stack/db/1"},
                "nestedOutputs": {"db": {"Host": "db.internal"}},
                "stateBucket": "states", "runnerEnabled": "false"}}}
            """.formatted(type, type.equals("Create") ? "" : BEFORE, controlPlane.address());
    }
}
