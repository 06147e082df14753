package dev.landfall.integration.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.emulators.KubeApi;
import dev.landfall.emulators.KubeApiServer;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity.KubernetesServiceAccount;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.identity.IdentitySession;
import dev.landfall.runner.identity.IdentitySurroundings;
import dev.landfall.runner.identity.kubernetes.KubernetesApi;
import dev.landfall.runner.identity.kubernetes.KubernetesSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Service accounts of jobs, for which the runner's own asks a real kube-apiserver. */
@OnCluster
final class ServiceAccountJobIT {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/apps/configmaps";
    private static final String SECRETS = "/api/v1/namespaces/apps/secrets";
    private static final String WHO = "/apis/authentication.k8s.io/v1/selfsubjectreviews";

    private static Cluster cluster;

    @TempDir
    Path folder;

    private final List<String> masked = new ArrayList<>();

    @BeforeAll
    static void startCluster() {
        cluster = Cluster.start();
        cluster.namespace("landfall");
        cluster.namespace("apps");
        cluster.account("landfall", "runner");
        for (var account : List.of("deployer", "restarter", "stranger")) {
            cluster.account("apps", account);
        }
        cluster.allow("landfall/runner", "create", "serviceaccounts/token", List.of("deployer", "restarter"));
        cluster.allow("apps/deployer", "list", "configmaps", List.of());
        cluster.allow("apps/restarter", "list", "secrets", List.of());
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void jobHasTheRightsOfItsAccountAndOfNoOther() throws IOException {
        try (var deployer = open("deployer", null)) {
            assertEquals("system:serviceaccount:apps:deployer", name(api(deployer)));
            assertEquals(200, api(deployer).get(CONFIG_MAPS).status());
            assertEquals(403, api(deployer).get(SECRETS).status());
        }
        try (var restarter = open("restarter", null)) {
            assertEquals(403, api(restarter).get(CONFIG_MAPS).status());
            assertEquals(200, api(restarter).get(SECRETS).status());
        }
    }

    @Test
    void runnersOwnAccountMayNotDoWhatItsJobsMay() throws IOException {
        var runner = cluster.server().api(Files.readString(ownToken()).strip());
        assertEquals(403, runner.get(CONFIG_MAPS).status());
        assertEquals(403, runner.get(SECRETS).status());
    }

    @Test
    void tokenForAnAudienceOutsideOpensNothingInTheCluster() throws IOException {
        try (var session = open("deployer", "sts.amazonaws.com")) {
            assertFalse(session.environment().containsKey("KUBECONFIG"));
            assertEquals(401, api(session).get(CONFIG_MAPS).status());
            assertTrue(masked.contains(token(session)));
        }
    }

    @Test
    void accountThatTheRunnerMayNotLendIsRefusedInTheClustersWordsWithWhatToGrant() {
        var refused = assertThrows(LandfallException.class, () -> open("stranger", null));
        assertEquals(ErrorKind.FORBIDDEN, refused.kind());
        var message = refused.publicMessage();
        assertTrue(message.contains("serviceaccounts \"stranger\" is forbidden"), message);
        assertTrue(message.contains("system:serviceaccount:landfall:runner"), message);
        assertTrue(message.contains("'create' on 'serviceaccounts/token'"), message);
    }

    @Test
    void configurationOfTheJobNamesTheClusterAndTheFileThatIsRenewed() throws IOException {
        try (var session = open("deployer", null)) {
            var file = Path.of(String.valueOf(session.environment().get("KUBECONFIG")));
            var config = Json.readTree(Files.readAllBytes(file));
            assertEquals(
                    cluster.server().uri().toString(),
                    config.at("/clusters/0/cluster/server").stringValue());
            assertEquals(
                    session.environment().get("LANDFALL_KUBERNETES_TOKEN_FILE"),
                    config.at("/users/0/user/tokenFile").stringValue());
        }
    }

    private IdentitySession open(String account, @Nullable String audience) throws IOException {
        var surroundings = new IdentitySurroundings(folder, (peer, local) -> true, file -> {}, new Masked());
        return KubernetesSession.open(
                new KubernetesServiceAccount("apps", account, audience),
                new KubernetesApi(cluster.server().uri(), cluster.server().authority(), ownToken()),
                surroundings,
                InstantSource.system());
    }

    private Path ownToken() throws IOException {
        var file = folder.resolve("runners-own");
        Files.writeString(
                file, cluster.token("landfall", "runner", KubeApiServer.ISSUER, Duration.ofMinutes(10)) + "\n");
        return file;
    }

    private static KubeApi api(IdentitySession session) throws IOException {
        return cluster.server().api(token(session));
    }

    private static String token(IdentitySession session) throws IOException {
        return Files.readString(Path.of(String.valueOf(session.environment().get("LANDFALL_KUBERNETES_TOKEN_FILE"))));
    }

    private static String name(KubeApi api) {
        return api.create(WHO, """
                {"apiVersion": "authentication.k8s.io/v1", "kind": "SelfSubjectReview"}""").at("/status/userInfo/username").stringValue();
    }

    /** Keeps what is to be masked. */
    private final class Masked implements IdentitySurroundings.JobNotes {

        @Override
        public void mask(String what, String value) {
            masked.add(value);
        }

        @Override
        public void notice(String line) {}
    }
}
