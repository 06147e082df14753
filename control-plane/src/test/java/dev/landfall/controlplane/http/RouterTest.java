package dev.landfall.controlplane.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RouterTest {

    private static final Ids IDS = new Ids() {
        @Override
        public String next(String prefix) {
            return prefix + "_0000000000000001";
        }

        @Override
        public String secret() {
            return "secret";
        }
    };

    record Greeting(String name, int times) {}

    private final Router router = Router.of(
            List.of(
                    Route.get("/v1/things", Access.PUBLIC, call -> ApiResponse.ok(call.page()))
                            .paged("colour"),
                    Route.get("/v1/things/{thing}", Access.PUBLIC, call -> ApiResponse.ok(call.parameter("thing"))),
                    Route.get("/v1/things/newest", Access.PUBLIC, call -> ApiResponse.ok("literal")),
                    Route.get(
                            "/v1/things/{thing}/parts/{part}",
                            Access.PUBLIC,
                            call -> ApiResponse.ok(call.parameters())),
                    Route.post("/v1/things", Access.PUBLIC, call -> ApiResponse.created(call.body(Greeting.class)))
                            .bodyUpTo(64),
                    Route.delete("/v1/things/{thing}", Access.ADMIN, call -> ApiResponse.noContent()),
                    Route.get("/v1/broken", Access.PUBLIC, call -> {
                        throw new IllegalStateException("the secret cause");
                    }),
                    Route.get("/v1/busy", Access.PUBLIC, call -> {
                        throw LandfallException.unavailable("The store is busy; try again.", null);
                    })),
            (access, request) -> {
                if (access == Access.PUBLIC) {
                    return new Caller.Anonymous();
                }
                throw LandfallException.unauthenticated("Send a token.");
            },
            IDS);

    @Test
    void aLiteralSegmentWinsOverOneInBraces() {
        assertEquals("\"literal\"", get("/v1/things/newest", null).bodyText());
        assertEquals("\"other\"", get("/v1/things/other", null).bodyText());
        assertEquals("{\"part\":\"b\",\"thing\":\"newest\"}", sorted(get("/v1/things/newest/parts/b", null)));
    }

    @Test
    void pathParametersAreDecodedAndPlusIsItself() {
        assertEquals("\"a b/ü+\"", get("/v1/things/a%20b%2F%C3%BC+", null).bodyText());
    }

    @Test
    void brokenEscapesAreRefused() {
        for (String broken : List.of("%", "%4", "%zz", "%C3", "a%2")) {
            assertEquals(400, get("/v1/things/" + broken, null).status(), broken);
        }
    }

    @Test
    void unknownPathsAre404AndUnknownMethods405WithAllow() {
        assertEquals(404, get("/v1/nothing", null).status());
        assertEquals(404, get("/v1/things/", null).status());
        assertEquals(404, get("relative", null).status());
        assertEquals(404, get("/" + "a/".repeat(10_000), null).status());
        var refused = send("PUT", "/v1/things", null, "");
        assertEquals(405, refused.status());
        assertEquals("GET, POST", refused.headers().get("allow"));
    }

    @Test
    void bodiesOverTheLimitAre413BeforeAnythingElse() {
        var big = send("POST", "/v1/things", null, "x".repeat(65));
        assertEquals(413, big.status());
        assertTrue(big.bodyText().contains("at most 64 bytes"), big.bodyText());
        assertEquals(413, send("GET", "/v1/things", null, "x").status());
        assertEquals(64, router.bodyLimitBytes("POST", "/v1/things"));
        assertEquals(0, router.bodyLimitBytes("POST", "/v1/nothing"));
    }

    @Test
    void unknownMembersOfABodyNameTheNearestKnownOne() {
        var refused = send("POST", "/v1/things", null, "{\"nam\":\"x\"}");
        assertEquals(400, refused.status());
        assertTrue(refused.bodyText().contains("'nam'"), refused.bodyText());
        assertTrue(refused.bodyText().contains("did you mean 'name'?"), refused.bodyText());
    }

    @Test
    void bodiesThatAreNotJsonAre400WithThePlace() {
        var refused = send("POST", "/v1/things", null, "{\"name\": }");
        assertEquals(400, refused.status());
        assertTrue(refused.bodyText().contains("line 1, column"), refused.bodyText());
        assertEquals(400, send("POST", "/v1/things", null, "null").status());
        assertEquals(400, send("POST", "/v1/things", null, "[]").status());
        assertEquals(
                400, send("POST", "/v1/things", null, "{\"times\":\"many\"}").status());
    }

    @Test
    void unknownQueryParametersNameTheKnownOnes() {
        var refused = get("/v1/things", "color=red");
        assertEquals(400, refused.status());
        assertTrue(refused.bodyText().contains("did you mean 'colour'?"), refused.bodyText());
        assertTrue(refused.bodyText().contains("limit"), refused.bodyText());
        assertEquals(400, get("/v1/things", "limit=1&limit=2").status());
    }

    @Test
    void pageSizesOutOfRangeAndForeignCursorsAreRefused() {
        assertEquals(200, get("/v1/things", "limit=500").status());
        for (String query : List.of("limit=0", "limit=501", "limit=-1", "limit=x", "limit=", "after=%20")) {
            assertEquals(400, get("/v1/things", query).status(), query);
        }
    }

    @Test
    void refusedCallersGetAChallenge() {
        var refused = send("DELETE", "/v1/things/a", null, "");
        assertEquals(401, refused.status());
        assertEquals("Bearer", refused.headers().get("www-authenticate"));
    }

    @Test
    void defectsAreAnsweredWithAnIncidentAndNothingOfTheCause() {
        var failed = get("/v1/broken", null);
        assertEquals(500, failed.status());
        assertTrue(failed.bodyText().contains("inc_"), failed.bodyText());
        assertFalse(failed.bodyText().contains("secret cause"), failed.bodyText());
    }

    @Test
    void aBusyStoreSaysWhenToComeBack() {
        var busy = get("/v1/busy", null);
        assertEquals(503, busy.status());
        assertEquals("1", busy.headers().get("retry-after"));
    }

    @Test
    void twoRoutesForOneAddressAreADefect() {
        var route = Route.get("/v1/a/{x}", Access.PUBLIC, call -> ApiResponse.noContent());
        var twin = Route.get("/v1/a/{y}", Access.PUBLIC, call -> ApiResponse.noContent());
        assertThrows(
                IllegalArgumentException.class,
                () -> Router.of(List.of(route, twin), (access, request) -> new Caller.Anonymous(), IDS));
    }

    private ApiResponse get(String path, @org.jspecify.annotations.Nullable String query) {
        return send("GET", path, query, "");
    }

    private ApiResponse send(String method, String path, @org.jspecify.annotations.Nullable String query, String body) {
        return router.handle(ApiRequest.of(method, path, query, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sorted(ApiResponse response) {
        var tree = dev.landfall.protocol.json.Json.readTree(response.body());
        return "{\"part\":" + tree.get("part") + ",\"thing\":" + tree.get("thing") + "}";
    }
}
