package dev.landfall.emulators;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of Azure Key Vault that Landfall makes, in this process over HTTPS, as no emulator of it exists: secrets with soft
 * delete and recovery, and one P-256 key that signs. Strict where a mistake would be found only in Azure: the API version, the
 * challenge before a token, names, the size of a value, names of deleted secrets.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/keyvault/">Key Vault REST API</a>
 */
public final class FakeKeyVault implements AutoCloseable {

    /** What a client must ask tokens for. */
    public static final String RESOURCE = "https://vault.azure.net";

    private static final String KEY = "landfall-signing";
    private static final String KEY_VERSION = "0123456789abcdef0123456789abcdef";
    private static final String API_VERSION = "api-version=7.6";
    private static final int PAGE = 25;
    private static final int MAX_VALUE_BYTES = 25 * 1024;
    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpsServer server;
    private final KeyPair key;
    private final Map<String, JsonNode> secrets = new TreeMap<>();
    private final Map<String, JsonNode> deleted = new TreeMap<>();

    private FakeKeyVault(HttpsServer server, KeyPair key) {
        this.server = server;
        this.key = key;
    }

    /**
     * @param certificate as {@link LoopbackCertificate} makes it, with the password {@link Azurite#TRUST_STORE_PASSWORD}
     */
    public static FakeKeyVault start(Path certificate) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            SSLContext tls = LoopbackCertificate.serverTls(certificate, Azurite.TRUST_STORE_PASSWORD);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            var vault = new FakeKeyVault(server, generator.generateKeyPair());
            server.createContext("/", vault::handle);
            server.start();
            return vault;
        } catch (IOException e) {
            throw new UncheckedIOException("The fake key vault could not be started.", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot make the fake key vault's key.", e);
        }
    }

    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The version of the key that signs, as the vault names it. */
    public URI keyId() {
        return URI.create(uri() + "/keys/" + KEY + "/" + KEY_VERSION);
    }

    /** Its public half. */
    public ECPublicKey publicKey() {
        return (ECPublicKey) key.getPublic();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
            var query = String.valueOf(exchange.getRequestURI().getQuery());
            if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                exchange.getResponseHeaders()
                        .set(
                                "WWW-Authenticate",
                                "Bearer authorization=\"https://login.windows.net/tenant\", resource=\"" + RESOURCE
                                        + "\"");
                error(exchange, 401, "Unauthorized", "AKV10000: Request is missing a Bearer or PoP token.");
            } else if (!List.of(query.split("&", -1)).contains(API_VERSION)) {
                error(exchange, 400, "BadParameter", "The api-version '" + query + "' is not known here.");
            } else {
                var parts = exchange.getRequestURI().getPath().substring(1).split("/", -1);
                synchronized (this) {
                    route(exchange, parts, body);
                }
            }
        }
    }

    private void route(HttpExchange exchange, String[] parts, byte[] body) throws IOException {
        var name = parts.length > 1 ? parts[1] : "";
        var call = exchange.getRequestMethod() + " " + parts[0];
        switch (call) {
            case "GET secrets" -> {
                if (name.isEmpty()) {
                    list(exchange);
                } else {
                    found(exchange, secrets, name);
                }
            }
            case "PUT secrets" -> put(exchange, name, JSON.readTree(body));
            case "DELETE secrets" -> delete(exchange, name);
            case "GET deletedsecrets" -> found(exchange, deleted, name);
            case "POST deletedsecrets" -> recover(exchange, name);
            case "POST keys" -> sign(exchange, parts, JSON.readTree(body));
            default -> error(exchange, 405, "MethodNotAllowed", call + " is not known here.");
        }
    }

    private void put(HttpExchange exchange, String name, JsonNode sent) throws IOException {
        var value = sent.path("value").asString("");
        if (!name.matches("[0-9A-Za-z-]{1,127}")) {
            error(exchange, 400, "BadParameter", "The name is not 1 to 127 of 0-9, A-Z, a-z and -.");
        } else if (value.isEmpty()
                || value.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > MAX_VALUE_BYTES) {
            error(exchange, 400, "BadParameter", "The value is empty or longer than 25 KB.");
        } else if (deleted.containsKey(name)) {
            error(exchange, 409, "Conflict", "Secret " + name + " is currently in a deleted but recoverable state.");
        } else {
            var secret = new LinkedHashMap<String, Object>();
            secret.put("value", value);
            secret.put("id", uri() + "/secrets/" + name + "/" + Long.toHexString(System.nanoTime()));
            secret.put("attributes", Map.of("enabled", true, "recoveryLevel", "Recoverable"));
            secret.put("tags", sent.path("tags"));
            JsonNode kept = JSON.valueToTree(secret);
            secrets.put(name, kept);
            answer(exchange, 200, kept);
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        int at = query.indexOf("$skiptoken=");
        var from = at < 0 ? "" : query.substring(at + "$skiptoken=".length());
        var page = new ArrayList<Object>();
        String next = null;
        for (var entry : secrets.entrySet()) {
            if (entry.getKey().compareTo(from) >= 0) {
                if (page.size() == PAGE) {
                    next = uri() + "/secrets?" + API_VERSION + "&$skiptoken=" + entry.getKey();
                    break;
                }
                var secret = entry.getValue();
                page.add(Map.of(
                        "id", uri() + "/secrets/" + entry.getKey(),
                        "attributes", secret.path("attributes"),
                        "tags", secret.path("tags")));
            }
        }
        answer(exchange, 200, next == null ? Map.of("value", page) : Map.of("value", page, "nextLink", next));
    }

    private void delete(HttpExchange exchange, String name) throws IOException {
        var secret = secrets.remove(name);
        if (secret == null) {
            notFound(exchange, name);
            return;
        }
        deleted.put(name, secret);
        found(exchange, deleted, name);
    }

    private void recover(HttpExchange exchange, String name) throws IOException {
        var secret = deleted.remove(name);
        if (secret == null) {
            notFound(exchange, name);
            return;
        }
        secrets.put(name, secret);
        found(exchange, secrets, name);
    }

    private void sign(HttpExchange exchange, String[] parts, JsonNode sent) throws IOException {
        if (parts.length != 4 || !parts[1].equals(KEY) || !parts[2].equals(KEY_VERSION) || !parts[3].equals("sign")) {
            error(exchange, 404, "KeyNotFound", "There is no such key or version.");
            return;
        }
        var digest = Base64.getUrlDecoder().decode(sent.path("value").asString(""));
        if (!sent.path("alg").asString("").equals("ES256") || digest.length != 32) {
            error(exchange, 400, "BadParameter", "A P-256 key signs a digest of 32 bytes by ES256.");
            return;
        }
        try {
            var signature = Signature.getInstance("NONEwithECDSAinP1363Format");
            signature.initSign(key.getPrivate());
            signature.update(digest);
            var value = Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
            answer(exchange, 200, Map.of("kid", keyId().toString(), "value", value));
        } catch (GeneralSecurityException e) {
            error(exchange, 500, "InternalError", e.toString());
        }
    }

    private static void found(HttpExchange exchange, Map<String, JsonNode> where, String name) throws IOException {
        var secret = where.get(name);
        if (secret == null) {
            notFound(exchange, name);
        } else {
            answer(exchange, 200, secret);
        }
    }

    private static void notFound(HttpExchange exchange, String name) throws IOException {
        error(exchange, 404, "SecretNotFound", "A secret with (name/id) " + name + " was not found in this key vault.");
    }

    private static void error(HttpExchange exchange, int status, String code, String message) throws IOException {
        answer(exchange, status, Map.of("error", Map.of("code", code, "message", message)));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
