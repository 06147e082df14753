package dev.landfall.protocol.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof.AwsCaller;
import dev.landfall.protocol.runner.ShownIdentity;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PhoneHomeCallTest {

    private static final ShownIdentity IDENTITY =
            new ShownIdentity("n", new AwsCaller("sts.eu-central-1.amazonaws.com", Map.of()));

    @Test
    void aCallTravelsWithItsStatementAsText() {
        var statement =
                "{\"type\":\"aws\",\"event\":\"create\",\"stack\":\"arn:aws:cloudformation:x\",\"account\":\"123456789012\","
                        + "\"region\":\"eu-central-1\",\"runnerRole\":\"arn:aws:iam::123456789012:role/acme-runner\","
                        + "\"roles\":{\"provision\":\"arn:aws:iam::123456789012:role/acme-provision\"},"
                        + "\"inputs\":{\"size\":\"3\"},\"runnerEnabled\":true,\"later\":1}";
        var call = Json.read(Json.write(new PhoneHomeCall(statement, IDENTITY)), PhoneHomeCall.class);

        assertEquals(statement, call.statement());
        var aws = (StackStatement.Aws) call.read();
        assertEquals(StackStatement.Event.CREATE, aws.event());
        assertEquals(
                "arn:aws:iam::123456789012:role/acme-provision", aws.roles().get("provision"));
        assertEquals("3", String.valueOf(aws.inputs().get("size")).replace("\"", ""));
        assertTrue(aws.secrets().isEmpty());
    }

    @Test
    void theDigestIsOfTheStatementsBytes() {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                new PhoneHomeCall("abc", IDENTITY).digest());
    }

    @Test
    void aStatementWithoutItsMembersIsRefused() {
        var call = new PhoneHomeCall("{\"type\":\"aws\",\"event\":\"create\"}", IDENTITY);

        assertEquals(
                ErrorKind.INVALID,
                assertThrows(LandfallException.class, call::read).kind());
    }

    @Test
    void aStatementOfUnboundedLengthIsRefused() {
        var long64k = "x".repeat(PhoneHomeCall.MAX_STATEMENT + 1);

        assertEquals(
                ErrorKind.LIMIT,
                assertThrows(LandfallException.class, () -> new PhoneHomeCall(long64k, IDENTITY))
                        .kind());
    }
}
