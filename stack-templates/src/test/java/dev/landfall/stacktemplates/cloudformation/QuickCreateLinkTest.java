package dev.landfall.stacktemplates.cloudformation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.model.StackName;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuickCreateLinkTest {

    private static final String BUCKET = "https://acme-stacks.s3.eu-central-1.amazonaws.com/";

    @Test
    void aLinkOpensTheConsoleOfTheRegionWithTheStackFilledIn() {
        assertEquals(
                "https://eu-central-1.console.aws.amazon.com/cloudformation/home?region=eu-central-1#/stacks/quickcreate"
                        + "?templateURL=https%3A%2F%2Facme-stacks.s3.eu-central-1.amazonaws.com%2Fbank%2Fstack.yaml"
                        + "&stackName=acme-bank&param_InputDomain=a%20b%26c",
                link(BUCKET + "bank/stack.yaml", Map.of("InputDomain", "a b&c")).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BUCKET + "stack.yaml?X-Amz-Signature=0123456789abcdef",
                "http://acme-stacks.s3.eu-central-1.amazonaws.com/stack.yaml",
                "https://example.com/stack.yaml"
            })
    void anAddressThatEndsOrIsNotInS3IsRefusedAndNotShownWhole(String template) {
        var refused = assertThrows(LandfallException.class, () -> link(template, Map.of()));

        assertFalse(refused.publicMessage().contains("0123456789abcdef"));
    }

    @Test
    void secretsAreNotFilledIn() {
        assertThrows(LandfallException.class, () -> link(BUCKET + "stack.yaml", Map.of("SecretLicenseKey", "x")));
    }

    private static URI link(String template, Map<String, String> parameters) {
        return QuickCreateLink.of(
                "eu-central-1", URI.create(template), new StackName("acme-bank"), new TreeMap<>(parameters));
    }
}
