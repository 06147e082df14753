package dev.landfall.runner.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against the examples that AWS publishes: its Signature Version 4 test suite and the IAM user guide. */
final class SigV4Test {

    private static final Instant THEN = Instant.parse("2015-08-30T12:36:00Z");

    private static AwsCredentials credentials(@Nullable String sessionToken) {
        return new AwsCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", sessionToken, null);
    }

    private static AwsRequest get(String uri) {
        return new AwsRequest("GET", URI.create(uri), Map.of(), "");
    }

    private static String authorization(AwsRequest request, String service) {
        var signed = new SigV4("us-east-1", service).sign(request, credentials(null), THEN);
        return Objects.requireNonNull(signed.headers().get("Authorization"));
    }

    @Test
    void vanillaGetIsSignedAsPublished() {
        assertEquals(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                        + " SignedHeaders=host;x-amz-date,"
                        + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                authorization(get("https://example.amazonaws.com/"), "service"));
    }

    @Test
    void queryIsSortedAsPublished() {
        assertTrue(authorization(get("https://example.amazonaws.com/?Param2=value2&Param1=value1"), "service")
                .endsWith("Signature=b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"));
    }

    @Test
    void listUsersIsSignedAsPublished() {
        var request = new AwsRequest(
                "GET",
                URI.create("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08"),
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                "");
        assertTrue(authorization(request, "iam")
                .endsWith("SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"));
    }

    @Test
    void sessionTokenIsSentAndSigned() {
        var signed = new SigV4("us-east-1", "service")
                .sign(get("https://example.amazonaws.com/"), credentials("token"), THEN);
        assertEquals("token", signed.headers().get("X-Amz-Security-Token"));
        assertTrue(Objects.requireNonNull(signed.headers().get("Authorization"))
                .contains("SignedHeaders=host;x-amz-date;x-amz-security-token,"));
    }

    @Test
    void hostHasThePortThatIsNotTheSchemesOwn() {
        assertEquals("localhost:9324", get("http://localhost:9324/").host());
        assertEquals("sqs.example", get("https://sqs.example:443/").host());
        assertEquals("sqs.example", get("https://sqs.example/q").host());
    }

    @Test
    void credentialsDoNotShowTheirSecret() {
        assertFalse(credentials("very-secret").toString().contains("very-secret"));
        assertFalse(credentials(null).toString().contains("wJalr"));
    }
}
