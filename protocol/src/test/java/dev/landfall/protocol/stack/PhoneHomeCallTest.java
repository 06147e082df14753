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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PhoneHomeCallTest {

    private static final ShownIdentity IDENTITY =
            new ShownIdentity("n", new AwsCaller("sts.eu-central-1.amazonaws.com", Map.of()));

    private static final String AWS =
            "{\"type\":\"aws\",\"event\":\"create\",\"stack\":\"arn:aws:cloudformation:x\",\"account\":\"123456789012\","
                    + "\"region\":\"eu-central-1\",\"runnerRole\":\"arn:aws:iam::123456789012:role/acme-runner\","
                    + "\"roles\":{\"provision\":\"arn:aws:iam::123456789012:role/acme-provision\"},"
                    + "\"nestedOutputs\":{\"db\":{\"Host\":\"h\"},\"none\":null},\"inputs\":{\"size\":\"3\"},\"runnerEnabled\":true,\"later\":1}";

    @Test
    void aCallTravelsWithItsStatementAsText() {
        var call = Json.read(Json.write(new PhoneHomeCall(AWS, IDENTITY)), PhoneHomeCall.class);

        assertEquals(AWS, call.statement());
        var aws = (StackStatement.Aws) call.read();
        assertEquals(StackStatement.Event.CREATE, aws.event());
        assertEquals(
                "arn:aws:iam::123456789012:role/acme-provision", aws.roles().get("provision"));
        assertEquals("3", String.valueOf(aws.inputs().get("size")).replace("\"", ""));
        assertTrue(aws.secrets().isEmpty());
        assertEquals("{db={Host=h}, none={}}", aws.nestedOutputs().toString());
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

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "\"123456789012\" | \"12\" | '12' where the number of an AWS account belongs",
                "\"eu-central-1\" | \"Frankfurt\" | 'Frankfurt' where a region of AWS belongs",
                "123456789012:role/acme-runner | 999988887777:role/acme-runner | where a role of the account 123456789012 belongs",
                "123456789012:role/acme-provision | 123456789012:user/acme | where a role of the account 123456789012 belongs",
            })
    void aStatementOfAwsWithSomethingElseInItsPlaceIsRefused(String from, String to, String said) {
        var call = new PhoneHomeCall(AWS.replace(from, to), IDENTITY);

        assertTrue(call.statement().contains(to));
        var refused = assertThrows(LandfallException.class, call::read);
        assertEquals(ErrorKind.INVALID, refused.kind());
        assertTrue(refused.publicMessage().contains(said), refused.publicMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-gov-west-1", "eusc-de-east-1", "cn-north-1", "ap-southeast-3"})
    void regionsOfEveryPartitionAreTaken(String region) {
        var call = new PhoneHomeCall(AWS.replace("eu-central-1", region), IDENTITY);

        assertEquals(region, ((StackStatement.Aws) call.read()).region());
    }

    @Test
    void aStatementOfUnboundedLengthIsRefused() {
        var tooLong = "x".repeat(PhoneHomeCall.MAX_STATEMENT + 1);

        assertEquals(
                ErrorKind.LIMIT,
                assertThrows(LandfallException.class, () -> new PhoneHomeCall(tooLong, IDENTITY))
                        .kind());
    }
}
