package dev.landfall.testkit.engine;

import static dev.landfall.testkit.engine.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.controlplane.outbound.Outbound;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.testkit.identity.TokenIssuer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class TokenIdentityTest {

    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String PRINCIPAL = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
    private static final String ISSUER = "https://oidc.cluster.example/id/1";
    private static final TokenIssuer RSA = TokenIssuer.rsa("rsa-1");
    private static final TokenIssuer OTHER_RSA = TokenIssuer.rsa("rsa-1");
    private static final TokenIssuer EC = TokenIssuer.p256("ec-1");

    private final Engine engine = Engine.onFakes();
    private final CloudRunner runner = new CloudRunner(engine);

    private long in(Duration time) {
        return engine.clock.instant().plus(time).getEpochSecond();
    }

    private Map<String, Object> azureClaims() {
        return new HashMap<>(Map.of(
                "iss",
                "https://login.microsoftonline.com/" + TENANT + "/v2.0",
                "aud",
                IdentityProof.AzureToken.AUDIENCE,
                "tid",
                TENANT,
                "oid",
                PRINCIPAL,
                "nbf",
                in(Duration.ofMinutes(-5)),
                "exp",
                in(Duration.ofHours(24))));
    }

    private Map<String, Object> podClaims() {
        return new HashMap<>(Map.of(
                "iss", ISSUER,
                "aud", List.of(IdentityProof.audience(engine.pool)),
                "sub", "system:serviceaccount:landfall:runner",
                "iat", in(Duration.ZERO),
                "exp", in(Duration.ofHours(1))));
    }

    private void trustAzure() {
        engine.pools.trust(engine.pool, new PoolTrust.Azure(TENANT, PRINCIPAL));
        engine.outbound.host(
                "login.microsoftonline.com",
                request -> request.uri().getPath().equals("/" + TENANT + "/discovery/v2.0/keys")
                        ? RSA.answer()
                        : new Outbound.Answer(404, ""));
    }

    private void trustCluster() {
        var keys = Json.readTree(EC.jwks().getBytes(StandardCharsets.UTF_8));
        engine.pools.trust(engine.pool, new PoolTrust.Kubernetes(ISSUER, keys, null, "landfall", "runner", null));
    }

    private ShownIdentity azure(String token) {
        return new ShownIdentity(runner.nonce(), new IdentityProof.AzureToken(token));
    }

    private ShownIdentity pod(String token) {
        return new ShownIdentity(runner.nonce(), new IdentityProof.KubernetesToken(token));
    }

    private void assertAzureRefused(String token) {
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.register(azure(token)));
    }

    private void assertPodRefused(String token) {
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.register(pod(token)));
    }

    @Test
    void managedIdentityJoinsAndOpensSessions() {
        trustAzure();
        var token = RSA.token(azureClaims());
        var id = runner.register(azure(token));
        assertEquals(engine.pool, runner.open(id, azure(token)).pool());
        var old = azureClaims();
        old.put("iss", "https://sts.windows.net/" + TENANT + "/");
        old.put("aud", "fb60f99c-7a34-4190-8149-302f77469936");
        assertEquals(engine.pool, runner.open(id, azure(RSA.token(old))).pool());
    }

    @Test
    void wrongClaimsOfAManagedIdentityAreRefused() {
        trustAzure();
        var wrong = Map.<String, Object>of(
                "iss", "https://login.microsoftonline.com/99999999-2222-3333-4444-555555555555/v2.0",
                "aud", "https://management.azure.com/",
                "tid", "99999999-2222-3333-4444-555555555555",
                "oid", "99999999-bbbb-cccc-dddd-eeeeeeeeeeee",
                "exp", in(Duration.ofMinutes(-5)),
                "nbf", in(Duration.ofMinutes(5)));
        wrong.forEach((claim, value) -> {
            var claims = azureClaims();
            claims.put(claim, value);
            assertAzureRefused(RSA.token(claims));
            if (!claim.equals("nbf")) {
                claims.remove(claim);
                assertAzureRefused(RSA.token(claims));
            }
        });
    }

    @Test
    void tokenCannotChooseHowItIsChecked() {
        trustAzure();
        var none =
                TokenIssuer.part(Map.of("alg", "none", "kid", "rsa-1")) + "." + TokenIssuer.part(azureClaims()) + ".";
        assertAzureRefused(none);
        assertAzureRefused(hmacWithThePublicKey());
        assertAzureRefused(RSA.token(Map.of("alg", "ES256", "kid", "rsa-1"), azureClaims()));
        assertAzureRefused(RSA.token(Map.of("alg", "RS256", "kid", "unknown"), azureClaims()));
        assertAzureRefused(RSA.token(Map.of("alg", "RS256"), azureClaims()));
        assertAzureRefused(RSA.token(Map.of("alg", "RS256", "kid", "rsa-1", "crit", List.of("x")), azureClaims()));
        assertAzureRefused(OTHER_RSA.token(azureClaims()));
        assertAzureRefused(EC.token(azureClaims()));
        for (var text : List.of("", "..", "a.b", "a.b.c", "e30.e30.e30", "x".repeat(20_000))) {
            assertAzureRefused(text);
        }
    }

    private String hmacWithThePublicKey() {
        try {
            var input =
                    TokenIssuer.part(Map.of("alg", "HS256", "kid", "rsa-1")) + "." + TokenIssuer.part(azureClaims());
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(RSA.publicKeyBytes(), "HmacSHA256"));
            var signature = mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void changedTokenIsRefused() {
        trustAzure();
        var parts = RSA.token(azureClaims()).split("\\.", -1);
        var claims = azureClaims();
        claims.put("oid", PRINCIPAL.replace('a', 'b'));
        assertAzureRefused(parts[0] + "." + TokenIssuer.part(claims) + "." + parts[2]);
    }

    @Test
    void tokenThatOneRunnerShowedIsRefusedFromAnother() {
        trustAzure();
        var token = RSA.token(azureClaims());
        var id = runner.register(azure(token));
        runner.open(id, azure(token));
        var thief = new CloudRunner(engine);
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> thief.register(azure(token)));
    }

    @Test
    void nonceIsGoodOnceBesideAToken() {
        trustAzure();
        var shown = azure(RSA.token(azureClaims()));
        RunnerId id = runner.register(shown);
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.open(id, shown));
    }

    @Test
    void keysAreKeptAndReadAgainWhenTheIssuerRotates() {
        trustAzure();
        var id = runner.register(azure(RSA.token(azureClaims())));
        runner.open(id, azure(RSA.token(azureClaims())));
        assertEquals(1, engine.outbound.sent().size());
        var next = TokenIssuer.rsa("rsa-2");
        engine.outbound.host("login.microsoftonline.com", request -> next.answer());
        assertRefused(ErrorKind.UNAUTHENTICATED, () -> runner.open(id, azure(next.token(azureClaims()))));
        assertEquals(1, engine.outbound.sent().size());
        engine.clock.advance(Duration.ofMinutes(2));
        runner.open(id, azure(next.token(azureClaims())));
        assertEquals(2, engine.outbound.sent().size());
    }

    @Test
    void unreachableKeysAreUnavailable() {
        engine.pools.trust(engine.pool, new PoolTrust.Azure(TENANT, PRINCIPAL));
        assertRefused(ErrorKind.UNAVAILABLE, () -> runner.register(azure(RSA.token(azureClaims()))));
        engine.outbound.host("login.microsoftonline.com", request -> new Outbound.Answer(200, "<html>"));
        assertRefused(ErrorKind.UNAVAILABLE, () -> runner.register(azure(RSA.token(azureClaims()))));
    }

    @Test
    void serviceAccountJoinsByTheClustersKeys() {
        trustCluster();
        var token = EC.token(podClaims());
        var id = runner.register(pod(token));
        assertEquals(engine.pool, runner.open(id, pod(token)).pool());
        assertTrue(engine.outbound.sent().isEmpty());
    }

    @Test
    void wrongClaimsOfAServiceAccountAreRefused() {
        trustCluster();
        var wrong = Map.<String, Object>of(
                "iss",
                "https://kubernetes.default.svc",
                "aud",
                List.of("https://kubernetes.default.svc"),
                "sub",
                "system:serviceaccount:landfall:default",
                "exp",
                in(Duration.ofMinutes(-2)));
        wrong.forEach((claim, value) -> {
            var claims = podClaims();
            claims.put(claim, value);
            assertPodRefused(EC.token(claims));
        });
    }

    @Test
    void clusterKeysCanBeReadFromTheirAddress() {
        var address = URI.create("https://oidc.cluster.example/keys");
        engine.outbound.host("oidc.cluster.example", request -> EC.answer());
        engine.pools.trust(
                engine.pool, new PoolTrust.Kubernetes(ISSUER, null, address, "landfall", "runner", "vendor"));
        assertPodRefused(EC.token(podClaims()));
        var claims = podClaims();
        claims.put("aud", "vendor");
        runner.register(pod(EC.token(claims)));
    }

    @Test
    void trustThatMakesNoSenseIsRefused() {
        var keys = Json.readTree(EC.jwks().getBytes(StandardCharsets.UTF_8));
        var weak = Json.readTree(
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"AAAA\"}]}".getBytes(StandardCharsets.UTF_8));
        assertRefused(ErrorKind.INVALID, () -> new PoolTrust.Aws("12", "arn:aws:iam::12:role/x"));
        assertRefused(
                ErrorKind.INVALID, () -> new PoolTrust.Aws("123456789012", "arn:aws:iam::210987654321:role/runner"));
        assertRefused(
                ErrorKind.INVALID, () -> new PoolTrust.Aws("123456789012", "arn:aws:iam::123456789012:user/runner"));
        assertRefused(ErrorKind.INVALID, () -> new PoolTrust.Azure("common", PRINCIPAL));
        assertRefused(
                ErrorKind.INVALID, () -> new PoolTrust.Kubernetes(ISSUER, null, null, "landfall", "runner", null));
        assertRefused(
                ErrorKind.INVALID, () -> new PoolTrust.Kubernetes(ISSUER, weak, null, "landfall", "runner", null));
        for (var address : List.of(
                "http://oidc.example/keys",
                "https://169.254.169.254/keys",
                "https://localhost/keys",
                "https://[::1]/keys",
                "https://user@oidc.example/keys")) {
            assertRefused(
                    ErrorKind.INVALID,
                    () -> new PoolTrust.Kubernetes(ISSUER, null, URI.create(address), "landfall", "runner", null));
        }
        assertEquals(EC.kid(), keys.path("keys").path(0).path("kid").asString(""));
    }
}
