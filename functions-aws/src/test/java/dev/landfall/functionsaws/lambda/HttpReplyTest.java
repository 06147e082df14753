package dev.landfall.functionsaws.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class HttpReplyTest {

    @Test
    void jsonIsSentAsText() {
        var reply = reply(ApiResponse.json(201, Map.of("name", "grün")).withHeader("Location", "/v1/x"));
        assertEquals(201, reply.path("statusCode").asInt());
        assertEquals("{\"name\":\"grün\"}", reply.path("body").asString());
        assertFalse(reply.path("isBase64Encoded").asBoolean());
        assertEquals(
                "application/json", reply.path("headers").path("content-type").asString());
        assertEquals("/v1/x", reply.path("headers").path("location").asString());
    }

    @Test
    void aReplyWithoutBodyHasAnEmptyOne() {
        var reply = reply(ApiResponse.noContent());
        assertEquals(204, reply.path("statusCode").asInt());
        assertEquals("", reply.path("body").asString());
    }

    @Test
    void textThatIsNoUtf8IsSentAsTheBytesThatItIs() throws IOException {
        var bytes = new byte[] {'a', (byte) 0xff, 'b'};
        var reply = reply(ApiResponse.bytes("text/plain", bytes));
        assertTrue(reply.path("isBase64Encoded").asBoolean());
        assertArrayEquals(bytes, reply.path("body").binaryValue());
    }

    @Test
    void cookiesStandWhereThePlatformLooksForThem() {
        var reply = reply(ApiResponse.noContent().withHeader("set-cookie", "a=b"));
        assertEquals("a=b", reply.path("cookies").path(0).asString());
        assertTrue(reply.path("headers").isEmpty());
    }

    @Property
    void bytesArriveAsTheyWere(@ForAll byte[] body) {
        assertArrayEquals(
                body,
                reply(ApiResponse.bytes("application/octet-stream", body))
                        .path("body")
                        .binaryValue());
    }

    @Test
    void aReplyOverTheLimitOfThePlatformSaysSo() {
        var reply = reply(ApiResponse.bytes("application/octet-stream", new byte[5 * 1024 * 1024]));
        assertEquals(413, reply.path("statusCode").asInt());
        assertTrue(reply.path("body").asString().contains("LIMIT"), reply.toString());
    }

    private static JsonNode reply(ApiResponse response) {
        return Json.readTree(HttpReply.encode(response));
    }
}
