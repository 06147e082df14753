package dev.landfall.runner.identity.kubernetes;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.identity.IdentitySession;
import dev.landfall.runner.identity.IdentitySurroundings;
import dev.landfall.runner.workspace.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A service account for a job: its token in a file that is replaced when four fifths of its life are over, and for the cluster's
 * own API a kubeconfig that names the file, which every client of Kubernetes reads again by itself. Thread-safe.
 */
public final class KubernetesSession implements IdentitySession {

    /** Tokens of this length are asked for; ten minutes is the least that the API gives. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** So long after a refusal the API is asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(20);

    /** A token is replaced this often at most, whatever its life is. */
    private static final Duration SHORTEST = Duration.ofMillis(200);

    private final JobIdentity.KubernetesServiceAccount account;
    private final KubernetesApi api;
    private final IdentitySurroundings surroundings;
    private final InstantSource clock;
    private final Path file;
    private final Map<String, String> environment;
    private final Thread renewal;
    private volatile @Nullable String trouble;

    private KubernetesSession(
            JobIdentity.KubernetesServiceAccount account,
            KubernetesApi api,
            IdentitySurroundings surroundings,
            InstantSource clock) {
        this.account = account;
        this.api = api;
        this.surroundings = surroundings;
        this.clock = clock;
        this.file = surroundings.folder().resolve("kubernetes-token");
        var first = renew();
        this.environment = variables();
        this.renewal = Thread.ofVirtual().name("kubernetes-token").start(() -> renewUntilClosed(first));
    }

    /** Requests the first token. */
    public static KubernetesSession open(
            JobIdentity.KubernetesServiceAccount account,
            KubernetesApi api,
            IdentitySurroundings surroundings,
            InstantSource clock) {
        return new KubernetesSession(account, api, surroundings, clock);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        renewal.interrupt();
        try {
            renewal.join();
            Files.deleteIfExists(file);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw LandfallException.unavailable("The token file " + file + " could not be removed.", e);
        }
    }

    private void renewUntilClosed(Duration first) {
        var wait = first;
        try {
            while (true) {
                Thread.sleep(wait);
                wait = renewedOrPause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration renewedOrPause() {
        try {
            return renew();
        } catch (LandfallException e) {
            return PAUSE;
        }
    }

    /** @return after how long it is to be done again */
    private Duration renew() {
        try {
            var asked = clock.instant();
            var issued = api.request(account, LIFETIME);
            surroundings.notes().mask("service-account token", issued.token());
            write(file, issued.token());
            trouble = null;
            var life =
                    Duration.between(asked, issued.expiresAt()).multipliedBy(4).dividedBy(5);
            return life.compareTo(SHORTEST) < 0 ? SHORTEST : life;
        } catch (LandfallException e) {
            var sentence = "The service account " + account.subject() + " gave no token. " + e.publicMessage()
                    + (e.kind() == ErrorKind.FORBIDDEN
                            ? ". Let the runner's service account 'create' on 'serviceaccounts/token' for this name in"
                                    + " a Role of namespace " + account.namespace() + "."
                            : "");
            if (!sentence.equals(trouble)) {
                trouble = sentence;
                surroundings.notes().notice(sentence);
            }
            throw new LandfallException(e.kind(), sentence, e);
        }
    }

    private Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        variables.put("LANDFALL_KUBERNETES_TOKEN_FILE", file.toString());
        if (account.audience() == null) {
            var config = surroundings.folder().resolve("kubeconfig");
            write(config, kubeconfig());
            variables.put("KUBECONFIG", config.toString());
            variables.put("KUBE_CONFIG_PATH", config.toString());
        }
        return Map.copyOf(variables);
    }

    /** As JSON, which is YAML as well. */
    private String kubeconfig() {
        var config = Json.mapper().createObjectNode().put("apiVersion", "v1").put("kind", "Config");
        var cluster =
                config.putArray("clusters").addObject().put("name", "runner").putObject("cluster");
        cluster.put("server", api.server().toString());
        authority().ifPresent(pem -> cluster.put("certificate-authority-data", pem));
        config.putArray("users")
                .addObject()
                .put("name", "job")
                .putObject("user")
                .put("tokenFile", file.toString());
        config.putArray("contexts")
                .addObject()
                .put("name", "job")
                .putObject("context")
                .put("cluster", "runner")
                .put("user", "job")
                .put("namespace", account.namespace());
        return Json.writePretty(config.put("current-context", "job"));
    }

    private Optional<String> authority() {
        try {
            return Files.exists(api.authority())
                    ? Optional.of(Base64.getEncoder().encodeToString(Files.readAllBytes(api.authority())))
                    : Optional.empty();
        } catch (IOException e) {
            throw LandfallException.unavailable("The certificates " + api.authority() + " cannot be read.", e);
        }
    }

    private void write(Path target, String text) {
        OwnerOnlyFile.write(target, text.getBytes(StandardCharsets.UTF_8));
        surroundings.handover().give(target);
    }
}
