package dev.landfall.stacktemplates.terraform.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.landfall.emulators.CfnLint;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.protocol.stack.StackStatement;
import dev.landfall.stacktemplates.aws.ListeningControlPlane;
import dev.landfall.stacktemplates.aws.PhoneHomeCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function of the module, run by Python with what Terraform's provider hands to it, against a control plane on a real socket. */
final class PhoneHomeInvocationIT {

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
    void anUpdateIsToldWithAProofOverTheVeryStatement() throws Exception {
        var run = run("update");

        assertEquals(0, run.exit(), run.output());
        var call = controlPlane.calls().getFirst();
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
        controlPlane.refuse(403);

        var run = run("create");

        assertNotEquals(0, run.exit());
        assertTrue(run.output().contains("403 {\"message\":\"This account is another one.\"}"), run.output());
        assertEquals(1, controlPlane.calls().size(), "a refusal is not tried again");
    }

    @Test
    void aStackIsDestroyedEvenWhenTheControlPlaneRefuses() throws Exception {
        controlPlane.refuse(404);

        assertEquals(0, run("delete").exit());
        assertEquals(
                StackStatement.Event.DELETE,
                controlPlane.calls().getFirst().read().event());
    }

    private ListeningControlPlane.Run run(String action) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("phone_home.py"), PhoneHomeCode.forTerraform());
        return ListeningControlPlane.run(folder, "phone_home", event(action));
    }

    private String event(String action) {
        return """
            {"tf": {"action": "%s", "prev_input": null},
             "address": "%s", "audience": "landfall:phone-home:in_1",
             "host": "sts.eu-central-1.amazonaws.com", "statement": {
                "stack": "terraform:0f8b", "account": "123456789012", "region": "eu-central-1", "vpc": "vpc-1",
                "subnets": ["subnet-1", "subnet-2"], "runnerRole": "arn:aws:iam::123456789012:role/acme-runner",
                "roles": {"provision": "arn:aws:iam::123456789012:role/acme-provision", "emergency": null},
                "secrets": {"smtp_password": null},
                "inputs": {"nodes": "3", "zones": ["a", "b"], "domain": "", "labels": null, "others": []},
                "stateBucket": "states", "runnerEnabled": false}}
            """.formatted(action, controlPlane.address());
    }
}
