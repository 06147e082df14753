package dev.landfall.integration.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.emulators.KubeApiServer;
import dev.landfall.functionslocal.host.LocalConfig;
import dev.landfall.functionslocal.host.LocalControlPlane;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.daemon.RunnerDaemon;
import dev.landfall.testkit.identity.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runners that join by tokens which a real kube-apiserver issued, at a control plane on this machine. */
@OnCluster
final class ServiceAccountRunnerIT {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private static Cluster cluster;

    @TempDir
    Path folder;

    private LocalControlPlane local;
    private PoolId pool;

    @BeforeAll
    static void startCluster() {
        cluster = Cluster.start();
        for (var namespace : List.of("landfall", "elsewhere")) {
            cluster.namespace(namespace);
            cluster.account(namespace, "runner");
        }
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void startControlPlane() {
        local = LocalControlPlane.start(
                LocalConfig.from(Map.of("LANDFALL_DATA", folder.resolve("data").toString(), "LANDFALL_PORT", "0")));
        var pools = local.controlPlane().pools();
        pool = pools.require(local.controlPlane().orgs().getFirst().id(), null);
        pools.trust(pool, cluster.trust());
    }

    @AfterEach
    void stopControlPlane() {
        local.close();
    }

    @Test
    void podJoinsByItsTokenAndIsTheSameRunnerWithTheNextOne() throws IOException {
        var id = startAndStop("runner", token("landfall", audience()));
        assertEquals(id, startAndStop("runner", token("landfall", audience())));
    }

    @Test
    void tokenForAnotherAudienceIsRefused() {
        assertRefused(token("landfall", KubeApiServer.ISSUER), "another audience");
        assertRefused(token("landfall", "landfall:pool_other"), "another audience");
    }

    @Test
    void accountOfTheSameNameInAnotherNamespaceIsRefused() {
        assertRefused(token("elsewhere", audience()), "system:serviceaccount:elsewhere:runner");
    }

    @Test
    void tokenThatOneRunnerShowedIsRefusedFromAnother() throws IOException {
        var token = token("landfall", audience());
        startAndStop("runner", token);
        assertRefused(token, "another runner");
    }

    @Test
    void keysOfAnotherClusterOfTheSameNameAreNotEnough() {
        var keys = Json.readTree(TokenIssuer.rsa("other").jwks().getBytes(StandardCharsets.UTF_8));
        local.controlPlane()
                .pools()
                .trust(pool, new PoolTrust.Kubernetes(KubeApiServer.ISSUER, keys, null, "landfall", "runner", null));
        assertRefused(token("landfall", audience()), "");
    }

    @Test
    void tokenIsRefusedWhenItsTimeIsOver() throws IOException {
        var later = InstantSource.offset(InstantSource.system(), LIFETIME.plusMinutes(2));
        try (var served = new ServedControlPlane(later)) {
            served.controlPlane().pools().trust(served.pool(), cluster.trust());
            var token = token("landfall", IdentityProof.audience(served.pool()));
            var problem = assertThrows(
                    LandfallException.class,
                    () -> RunnerDaemon.start(config("late", token, served.uri(), served.pool())));
            assertEquals(ErrorKind.UNAUTHENTICATED, problem.kind());
            assertTrue(problem.publicMessage().contains("it expired at"), problem.publicMessage());
        }
    }

    private String audience() {
        return IdentityProof.audience(pool);
    }

    private static String token(String namespace, String audience) {
        return cluster.token(namespace, "runner", audience, LIFETIME);
    }

    private RunnerId startAndStop(String name, String token) throws IOException {
        try (var daemon = RunnerDaemon.start(config(name, token, local.uri(), pool))) {
            return daemon.runner();
        }
    }

    private void assertRefused(String token, String why) {
        var problem = assertThrows(
                LandfallException.class, () -> RunnerDaemon.start(config("refused", token, local.uri(), pool)));
        assertEquals(ErrorKind.UNAUTHENTICATED, problem.kind());
        assertTrue(problem.publicMessage().contains(why), problem.publicMessage());
        assertFalse(problem.publicMessage().contains(token), "the token is told");
        assertFalse(Files.exists(folder.resolve("refused/runner.json")));
    }

    /** The settings of a pod with a projected token. */
    private RunnerConfig config(String name, String token, URI server, PoolId joined) throws IOException {
        var file = folder.resolve(name + "-token");
        Files.writeString(file, token + "\n");
        return RunnerConfig.from(Map.of(
                "LANDFALL_RUNNER_SERVER",
                server.toString(),
                "LANDFALL_RUNNER_POOL",
                joined.value(),
                "LANDFALL_RUNNER_DIR",
                folder.resolve(name).toString(),
                "LANDFALL_RUNNER_IDENTITY",
                "kubernetes",
                "LANDFALL_RUNNER_IDENTITY_TOKEN_FILE",
                file.toString(),
                "PATH",
                System.getenv("PATH")));
    }
}
