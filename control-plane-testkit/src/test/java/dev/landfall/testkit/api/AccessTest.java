package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AccessTest {

    private final Api api = new Api();

    @Test
    void withoutATokenNothingOfTheVendorsAnswers() {
        for (String address : List.of("/v1/whoami", "/v1/apps", "/v1/jobs", "/v1/secrets")) {
            api.call("GET", address, null, null).expect(401);
            api.call("GET", address, null, "lf_a_b_" + "x".repeat(43)).expect(401);
            api.call("GET", address, null, "nonsense").expect(401);
        }
        api.call("GET", "/healthz", null, null).expect(200);
        api.call("GET", "/readyz", null, null).expect(200);
        api.call("GET", "/metrics", null, null).expect(200);
    }

    @Test
    void aTokenWithOneChangedCharacterIsRefused() {
        var token = api.bootstrap.adminToken();
        var changed = token.substring(0, token.length() - 2) + (token.endsWith("A") ? "BB" : "AA");
        api.call("GET", "/v1/whoami", null, changed).expect(401);
        api.call("GET", "/v1/whoami", null, token).expect(200);
    }

    @Test
    void scopesReachAsFarAsTheySay() {
        var read = api.token("read");
        var write = api.token("write");
        api.call("GET", "/v1/apps", null, read).expect(200);
        api.call("POST", "/v1/apps", "{\"name\":\"a\"}", read).expect(403).says("read-only");
        api.call("POST", "/v1/apps", "{\"name\":\"a\"}", write).expect(201);
        api.call("POST", "/v1/tokens", "{\"name\":\"x\",\"scopes\":[\"admin\"]}", write)
                .expect(403);
        api.call("POST", "/v1/runner/claims", "{}", api.bootstrap.adminToken()).expect(401);
    }

    @Test
    void expiredAndRevokedTokensSayWhy() {
        var made = api.post("/v1/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresInSeconds\":60}")
                .expect(201);
        api.call("GET", "/v1/whoami", null, made.text("/token")).expect(200);
        api.clock.advance(Duration.ofSeconds(61));
        api.call("GET", "/v1/whoami", null, made.text("/token")).expect(401).says("expired");
        var other =
                api.post("/v1/tokens", "{\"name\":\"b\",\"scopes\":[\"read\"]}").expect(201);
        api.call("DELETE", "/v1/tokens/" + other.text("/id"), null).expect(204);
        api.call("GET", "/v1/whoami", null, other.text("/token")).expect(401).says("revoked");
    }

    @Test
    void theLastAdminTokenCannotBeRevoked() {
        var id = api.get("/v1/whoami").text("/token/id");
        api.call("DELETE", "/v1/tokens/" + id, null).expect(409);
        api.call("DELETE", "/v1/tokens/tok_nothing", null).expect(404);
    }

    @Test
    void aTokensTextIsShownOnceAndNeverKept() {
        var made = api.post("/v1/tokens", "{\"name\":\"ci\",\"scopes\":[\"read\"]}")
                .expect(201);
        var secret = made.text("/token");
        assertFalse(api.get("/v1/tokens").response().bodyText().contains(secret));
        assertTrue(api.records.all().stream().noneMatch(stored -> stored.body().contains(secret)));
    }

    @Test
    void badTokensAreNotMade() {
        for (String bad : List.of(
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"scopes\":[]}",
                "{\"name\":\"x\",\"scopes\":[\"root\"]}",
                "{\"name\":\"a b\",\"scopes\":[\"read\"]}",
                "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresInSeconds\":0}",
                "{\"name\":\"x\",\"scope\":[\"read\"]}")) {
            api.post("/v1/tokens", bad).expect(400);
        }
    }

    @Test
    void useIsNotedOnceAnHour() {
        api.get("/v1/whoami");
        long before = api.records.all().size();
        var noted = api.get("/v1/tokens").text("/items/0/lastUsedAt");
        api.clock.advance(Duration.ofMinutes(30));
        assertEquals(noted, api.get("/v1/tokens").text("/items/0/lastUsedAt"));
        api.clock.advance(Duration.ofMinutes(31));
        api.get("/v1/whoami");
        assertFalse(noted.equals(api.get("/v1/tokens").text("/items/0/lastUsedAt")));
        assertEquals(before, api.records.all().size());
    }

    @Test
    void secretsAreListedByNameAndNeverRead() {
        api.call("PUT", "/v1/secrets", "{\"path\":\"shop/db\",\"key\":\"pw\",\"value\":\"hunter22\"}")
                .expect(204);
        var list = api.get("/v1/secrets?prefix=shop").expect(200);
        assertEquals("shop/db", list.text("/items/0/path"));
        assertFalse(list.response().bodyText().contains("hunter22"));
        api.call("DELETE", "/v1/secrets?path=shop/db&key=pw", null).expect(204);
        api.call("DELETE", "/v1/secrets?path=shop/db&key=pw", null).expect(404);
        for (String bad : List.of(
                "{\"path\":\"../x\",\"key\":\"k\",\"value\":\"v\"}",
                "{\"path\":\"/x\",\"key\":\"k\",\"value\":\"v\"}",
                "{\"path\":\"x\",\"key\":\"k\",\"value\":\"\"}",
                "{\"path\":\"x\",\"key\":\"k k\",\"value\":\"v\"}")) {
            api.call("PUT", "/v1/secrets", bad).expect(400);
        }
    }

    @Test
    void aSecondBootstrapMakesNothing() {
        assertTrue(api.controlPlane.bootstrap("other").isEmpty());
        assertEquals(1, api.controlPlane.orgs().size());
    }
}
