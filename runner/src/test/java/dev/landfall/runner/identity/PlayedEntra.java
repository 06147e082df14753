package dev.landfall.runner.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Entra's token endpoint for identities that trust a cluster's service account, as strict as the real one: method, address, every
 * member of the form, and the assertion's signature, issuer, subject, audience and time. A cluster that signs such assertions is with it.
 */
public final class PlayedEntra implements AutoCloseable {

    public static final String TENANT = "99999999-8888-7777-6666-555555555555";
    static final String SUBJECT = "system:serviceaccount:landfall:landfall-runner";

    private static final String ISSUER = "https://westeurope.oic.prod-aks.azure.com/t/c/";
    private static final String AUDIENCE = "api://AzureADTokenExchange";

    public final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();

    /** Client ids of identities with a federated credential. */
    public final List<String> trusting = new CopyOnWriteArrayList<>();

    volatile int status = 200;

    private final HttpServer server;
    private final KeyPair cluster;

    public PlayedEntra() {
        try {
            cluster = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public String authority() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** A service account's token, as the cluster projects it into a pod. */
    String assertion(String subject, String audience) {
        var claims = Json.writeString(Map.of(
                "iss",
                ISSUER,
                "sub",
                subject,
                "aud",
                List.of(audience),
                "exp",
                Instant.now().plusSeconds(3600).getEpochSecond()));
        var signed = base64("{\"alg\":\"RS256\",\"kid\":\"c\"}") + "." + base64(claims);
        try {
            var signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(cluster.getPrivate());
            signer.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String assertion() {
        return assertion(SUBJECT, AUDIENCE);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var refusal = status == 200 ? refusal(exchange, body) : "AADSTS90033: try again";
            var answer = refusal.isEmpty()
                    ? "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\"token-"
                            + forms.size() + "\"}"
                    : Json.writeString(
                            Map.of("error", "invalid_client", "error_description", refusal + "\r\nTrace ID: 1\r\n"));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status != 200 ? status : refusal.isEmpty() ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String refusal(HttpExchange exchange, String body) {
        if (!exchange.getRequestMethod().equals("POST")
                || !exchange.getRequestURI().toString().equals("/" + TENANT + "/oauth2/v2.0/token")
                || !"application/x-www-form-urlencoded"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
            return "AADSTS900561: not the token endpoint: " + exchange.getRequestURI();
        }
        var form = Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (one, other) -> "twice",
                        TreeMap::new));
        forms.add(form);
        if (!form.getOrDefault("grant_type", "").equals("client_credentials")) {
            return "AADSTS70003: grant_type";
        }
        if (!form.getOrDefault("client_assertion_type", "")
                .equals("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")) {
            return "AADSTS7000216: client_assertion_type";
        }
        if (!form.getOrDefault("scope", "").endsWith("/.default")) {
            return "AADSTS1002012: scope";
        }
        return assertionRefused(form.getOrDefault("client_id", ""), form.getOrDefault("client_assertion", ""));
    }

    private String assertionRefused(String client, String assertion) {
        var parts = assertion.split("\\.", -1);
        if (parts.length != 3 || !isSigned(parts)) {
            return "AADSTS700027: the assertion's signature is not the cluster's";
        }
        var claims = Json.readTree(Base64.getUrlDecoder().decode(parts[1]));
        if (!claims.path("aud").toString().equals("[\"" + AUDIENCE + "\"]")) {
            return "AADSTS700212: no matching audience";
        }
        return trusting.contains(client)
                        && claims.path("iss").asString().equals(ISSUER)
                        && claims.path("sub").asString().equals(SUBJECT)
                        && claims.path("exp").asLong() > Instant.now().getEpochSecond()
                ? ""
                : "AADSTS70021: No matching federated identity record found";
    }

    private boolean isSigned(String[] parts) {
        try {
            var verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(cluster.getPublic());
            verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
