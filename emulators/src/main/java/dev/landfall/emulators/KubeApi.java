package dev.landfall.emulators;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of a cluster's API in the name of a token's owner.
 *
 * @param authority certificates in PEM to which the API's own leads
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/">API reference</a>
 */
public record KubeApi(URI server, Path authority, String token) {

    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final int LOOK_EVERY_MILLIS = 100;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A reply of the API. */
    public record Answer(int status, JsonNode body) {}

    /** Without the token. */
    @Override
    public String toString() {
        return "KubeApi[" + server + "]";
    }

    /** Reads. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Creates, or asks something that takes a document. */
    public Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /**
     * Makes or changes what a manifest describes ("server-side apply"); fields that the API does not know are an error.
     *
     * @param path of the one resource
     * @param yaml one document
     * @param dryRun checks everything and keeps nothing
     */
    public Answer apply(String path, String yaml, boolean dryRun) {
        var query = "?fieldManager=landfall&fieldValidation=Strict" + (dryRun ? "&dryRun=All" : "");
        return send(request(path + query)
                .header("Content-Type", "application/apply-patch+yaml")
                .method("PATCH", BodyPublishers.ofString(yaml)));
    }

    /** @throws IllegalStateException when the API refuses */
    public JsonNode create(String path, String json) {
        var answer = post(path, json);
        if (answer.status() != 201) {
            throw new IllegalStateException("Kubernetes answers " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The Kubernetes API is not ready after " + READY_WITHIN + ".");
            }
            pause();
        }
    }

    private boolean isReady() {
        return Files.exists(authority) && get("/readyz").status() == 200;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a Kubernetes API started.", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        try (var client = HttpClient.newBuilder().sslContext(trusting()).build()) {
            var reply = client.send(request.build(), BodyHandlers.ofString());
            boolean json = reply.body().startsWith("{");
            return new Answer(reply.statusCode(), json ? JSON.readTree(reply.body()) : JSON.missingNode());
        } catch (IOException e) {
            throw new UncheckedIOException("The Kubernetes API did not answer.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a Kubernetes API was asked.", e);
        }
    }

    private SSLContext trusting() throws IOException {
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
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The certificates " + authority + " cannot be used.", e);
        }
    }
}
