package dev.landfall.functionsaws.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.http.ApiRequest;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEventTest {

    /** The example of the platform's documentation, whole. */
    private static final String DOCUMENTED = """
            {
              "version": "2.0",
              "routeKey": "$default",
              "rawPath": "/my/path",
              "rawQueryString": "parameter1=value1&parameter1=value2&parameter2=value",
              "cookies": ["cookie1", "cookie2"],
              "headers": {"header1": "value1", "header2": "value1,value2"},
              "queryStringParameters": {"parameter1": "value1,value2", "parameter2": "value"},
              "requestContext": {
                "accountId": "123456789012",
                "apiId": "api-id",
                "authentication": {"clientCert": {"clientCertPem": "CERT_CONTENT", "serialNumber": "a1:a1"}},
                "domainName": "id.execute-api.us-east-1.amazonaws.com",
                "domainPrefix": "id",
                "http": {
                  "method": "POST",
                  "path": "/my/path",
                  "protocol": "HTTP/1.1",
                  "sourceIp": "192.0.2.1",
                  "userAgent": "agent"
                },
                "requestId": "id",
                "routeKey": "$default",
                "stage": "$default",
                "time": "12/Mar/2020:19:03:58 +0000",
                "timeEpoch": 1583348638390
              },
              "body": "Hello from Lambda",
              "pathParameters": {"parameter1": "value1"},
              "isBase64Encoded": false,
              "stageVariables": {"stageVariable1": "value1"}
            }
            """;

    @Test
    void theDocumentedEventIsTheRequestThatItDescribes() {
        var request = request(DOCUMENTED);
        assertEquals("POST", request.method());
        assertEquals("/my/path", request.path());
        assertEquals(List.of("value1", "value2"), request.query().get("parameter1"));
        assertEquals(List.of("value"), request.query().get("parameter2"));
        assertEquals("value1,value2", request.header("Header2").orElseThrow());
        assertEquals("cookie1; cookie2", request.header("cookie").orElseThrow());
        assertEquals("Hello from Lambda", new String(request.body(), StandardCharsets.UTF_8));
    }

    @Test
    void aBinaryBodyArrivesByteForByte() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        var event = event("POST", "/v1/apps/x/configs")
                .replace("\"end\": 0", "\"isBase64Encoded\": true, \"body\": " + Json.writeString(bytes));
        assertArrayEquals(bytes, request(event).body());
    }

    @Test
    void aRequestWithoutBodyQueryAndHeadersIsOne() {
        var request = request(event("get", "/healthz"));
        assertEquals("GET", request.method());
        assertEquals(0, request.body().length);
        assertTrue(request.query().isEmpty());
    }

    @Test
    void bodiesOfTextKeepTheirCharacters() {
        var event = event("POST", "/x").replace("\"end\": 0", "\"body\": \"{\\\"name\\\":\\\"grün 🚀\\\"}\"");
        assertEquals("{\"name\":\"grün 🚀\"}", new String(request(event).body(), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"rawPath\":\"/x\"}",
                "{\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
                "{\"rawPath\":7,\"requestContext\":[]}",
                "{\"rawPath\":\"no-slash\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}",
                "{\"httpMethod\":\"GET\",\"path\":\"/x\",\"version\":\"1.0\"}",
                "{\"Records\":[]}",
                "[]",
                "null",
                "",
                "{",
                "\"text\"",
                "{\"rawPath\":\"/x\",\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"isBase64Encoded\":true,\"body\":\"?\"}",
                "{\"rawPath\":\"/x\",\"requestContext\":{\"http\":{\"method\":\"GET\"}},\"rawQueryString\":\"a=%zz\"}",
            })
    void anythingElseIsRefused(String event) {
        var refusal = assertThrows(LandfallException.class, () -> request(event));
        assertEquals(ErrorKind.INVALID, refusal.kind());
    }

    @Test
    void anEventOverTheLimitOfThePlatformIsRefusedAndNotRead() {
        var bytes = new byte[PlatformEvent.MAX_BYTES + 1000];
        Arrays.fill(bytes, (byte) ' ');
        var input = new ByteArrayInputStream(bytes);
        var refusal = assertThrows(LandfallException.class, () -> PlatformEvent.read(input));
        assertEquals(ErrorKind.LIMIT, refusal.kind());
        assertEquals(999, input.available());
    }

    @Test
    void anEventNestedWithoutEndIsRefused() {
        assertThrows(LandfallException.class, () -> request("{\"a\":" + "[".repeat(100_000)));
    }

    private static String event(String method, String path) {
        return "{\"version\":\"2.0\",\"rawPath\":\"" + path + "\",\"requestContext\":{\"http\":{\"method\":\"" + method
                + "\"}},\"end\": 0}";
    }

    private static ApiRequest request(String event) {
        try {
            return HttpEvent.request(
                    PlatformEvent.read(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
