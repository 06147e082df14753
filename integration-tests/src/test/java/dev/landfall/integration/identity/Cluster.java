package dev.landfall.integration.identity;

import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.emulators.KubeApiServer;
import dev.landfall.protocol.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A cluster with namespaces, service accounts and rights for tests. */
final class Cluster implements AutoCloseable {

    private final KubeApiServer server;

    private Cluster(KubeApiServer server) {
        this.server = server;
    }

    static Cluster start() {
        return new Cluster(KubeApiServer.start());
    }

    KubeApiServer server() {
        return server;
    }

    void namespace(String name) {
        server.api().create("/api/v1/namespaces", """
                {"metadata": {"name": "%s"}}""".formatted(name));
    }

    void account(String namespace, String name) {
        server.api().create("/api/v1/namespaces/" + namespace + "/serviceaccounts", """
                {"metadata": {"name": "%s"}}""".formatted(name));
    }

    /**
     * Lets a service account do one thing in the namespace {@code apps}.
     *
     * @param account as {@code namespace/name}
     * @param resource of the core API, with its sub-resource
     * @param names of those it may do it with; none means all
     */
    void allow(String account, String verb, String resource, List<String> names) {
        var rbac = "/apis/rbac.authorization.k8s.io/v1/namespaces/apps";
        var role = (account + "-" + verb + "-" + resource).replace('/', '-');
        server.api()
                .create(
                        rbac + "/roles",
                        Json.writeString(Map.of(
                                "metadata",
                                Map.of("name", role),
                                "rules",
                                List.of(Map.of(
                                        "apiGroups", List.of(""),
                                        "resources", List.of(resource),
                                        "verbs", List.of(verb),
                                        "resourceNames", names)))));
        var subject = account.split("/", -1);
        server.api()
                .create(
                        rbac + "/rolebindings",
                        Json.writeString(Map.of(
                                "metadata",
                                Map.of("name", role),
                                "roleRef",
                                Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "Role", "name", role),
                                "subjects",
                                List.of(Map.of(
                                        "kind", "ServiceAccount", "namespace", subject[0], "name", subject[1])))));
    }

    /** Asks for a token as the kubelet does for a projected volume ("TokenRequest"). */
    String token(String namespace, String account, String audience, Duration lifetime) {
        return server.api()
                .create("/api/v1/namespaces/" + namespace + "/serviceaccounts/" + account + "/token", """
                {"spec": {"audiences": ["%s"], "expirationSeconds": %d}}""".formatted(
                                audience, lifetime.toSeconds()))
                .at("/status/token")
                .stringValue();
    }

    /** The cluster's public keys, as a vendor is given them. */
    JsonNode keys() {
        return server.api().get("/openid/v1/jwks").body();
    }

    /** A pool that service account {@code landfall/runner} may join. */
    PoolTrust trust() {
        return new PoolTrust.Kubernetes(KubeApiServer.ISSUER, keys(), null, "landfall", "runner", null);
    }

    @Override
    public void close() {
        server.close();
    }
}
