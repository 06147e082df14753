package dev.landfall.runner.identity.kubernetes;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The API of the cluster that the runner runs in, with the runner's own service account, as far as tokens of other accounts need
 * it: the sub-resource {@code token} ("TokenRequest" in the API reference of Kubernetes). Thread-safe.
 *
 * @param server such as {@code https://10.0.0.1:443}
 * @param authority certificates in PEM that the server's must lead to
 * @param token file with the runner's own token, read for each call since it is replaced
 */
public record KubernetesApi(URI server, Path authority, Path token) {

    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    /** Where a pod finds its cluster ("Accessing the API from a Pod"). */
    public static KubernetesApi ofPod(Map<String, String> environment) {
        var host = environment.get("KUBERNETES_SERVICE_HOST");
        if (host == null) {
            throw LandfallException.invalid("The job asks for a Kubernetes service account, and this runner is in no"
                    + " cluster (KUBERNETES_SERVICE_HOST is not set): use a pool whose runners are.");
        }
        var port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
        var shown = host.contains(":") ? "[" + host + "]" : host;
        return new KubernetesApi(
                URI.create("https://" + shown + ":" + port), ACCOUNT.resolve("ca.crt"), ACCOUNT.resolve("token"));
    }

    /** A token and when it is to be replaced at the latest. */
    public record Issued(String token, Instant expiresAt) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Issued[" + expiresAt + "]";
        }
    }

    /**
     * @throws LandfallException FORBIDDEN with the API's own message when it refuses, UNAVAILABLE when it does not answer
     */
    Issued request(JobIdentity.KubernetesServiceAccount account, Duration lifetime) {
        var uri = server.resolve(
                "/api/v1/namespaces/" + account.namespace() + "/serviceaccounts/" + account.name() + "/token");
        var request = HttpRequest.newBuilder(uri)
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + ownToken())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.write(body(account, lifetime))))
                .build();
        try (var client = client()) {
            return issued(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The Kubernetes API at " + server + " could not be reached: " + e.getMessage() + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LandfallException.unavailable("The runner is stopping.", e);
        }
    }

    private static JsonNode body(JobIdentity.KubernetesServiceAccount account, Duration lifetime) {
        var body = Json.mapper().createObjectNode();
        body.put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenRequest");
        var spec = body.putObject("spec").put("expirationSeconds", lifetime.toSeconds());
        var audience = account.audience();
        if (audience != null) {
            spec.putArray("audiences").add(audience);
        }
        return body;
    }

    private static Issued issued(HttpResponse<String> reply) {
        var json = tree(reply.body());
        if (reply.statusCode() != 201 && reply.statusCode() != 200) {
            boolean passes = reply.statusCode() == 429 || reply.statusCode() >= 500;
            throw new LandfallException(
                    passes ? ErrorKind.UNAVAILABLE : ErrorKind.FORBIDDEN,
                    "Kubernetes says: " + json.path("message").asString("status " + reply.statusCode()));
        }
        var status = json.path("status");
        try {
            return new Issued(
                    status.path("token").asString(""),
                    Instant.parse(status.path("expirationTimestamp").asString("")));
        } catch (DateTimeParseException e) {
            throw LandfallException.unavailable("Kubernetes answered with a token whose expiry cannot be read.", e);
        }
    }

    private static JsonNode tree(String body) {
        try {
            return Json.readTree(body.getBytes(StandardCharsets.UTF_8));
        } catch (LandfallException e) {
            return Json.mapper().missingNode();
        }
    }

    private String ownToken() {
        try {
            return Files.readString(token).strip();
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The runner's own service-account token " + token + " cannot be read.", e);
        }
    }

    private HttpClient client() {
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(DEADLINE);
        return "https".equals(server.getScheme())
                ? builder.sslContext(trusting()).build()
                : builder.build();
    }

    private SSLContext trusting() {
        try (InputStream pem = Files.newInputStream(authority)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int index = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + index++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw LandfallException.unavailable(
                    "The certificates " + authority + " of the Kubernetes API cannot be read: " + e.getMessage() + ".",
                    e);
        }
    }
}
