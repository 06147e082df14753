package dev.landfall.integration.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.RunnerId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.IdentityProof;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.daemon.RunnerDaemon;
import dev.landfall.runner.daemon.RunnerSelfTest;
import dev.landfall.testkit.identity.StrictSts;
import dev.landfall.testkit.identity.TokenIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner's own signatures, against services that were written apart from it. */
final class RunnerIdentityIT {

    private static final String ACCOUNT = "123456789012";
    private static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final String PRINCIPAL = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

    private final StrictSts sts = new StrictSts("eu-central-1", InstantSource.system());
    private final PlayedMetadata metadata = new PlayedMetadata(sts.assumed(ACCOUNT, "runner", "i-1"));
    private final ServedControlPlane served = new ServedControlPlane();

    @TempDir
    Path folder;

    RunnerIdentityIT() throws IOException {
        served.outbound().host(sts.host(), sts);
    }

    @AfterEach
    void close() {
        served.close();
        metadata.close();
    }

    private RunnerConfig config(String kind, Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("LANDFALL_RUNNER_SERVER", served.uri().toString());
        environment.put("LANDFALL_RUNNER_POOL", served.pool().value());
        environment.put("LANDFALL_RUNNER_DIR", folder.resolve("runner").toString());
        environment.put("LANDFALL_RUNNER_IDENTITY", kind);
        environment.put("LANDFALL_RUNNER_NAME", "machine");
        environment.put("PATH", System.getenv("PATH"));
        environment.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", metadata.uri().toString());
        environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", metadata.uri().toString());
        return RunnerConfig.from(environment);
    }

    private RunnerId startAndStop(RunnerConfig config) {
        try (var daemon = RunnerDaemon.start(config)) {
            return daemon.runner();
        }
    }

    private void trustRole() {
        served.controlPlane()
                .pools()
                .trust(served.pool(), new PoolTrust.Aws(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":role/runner"));
    }

    @Test
    void instanceRegistersByItselfAndIsTheSameRunnerAfterARestart() {
        trustRole();
        var config = config("aws", Map.of());
        var id = startAndStop(config);
        assertEquals(id, startAndStop(config));
        var runners = served.controlPlane().pools().runners(served.org());
        assertEquals(
                List.of(id), runners.stream().map(view -> view.runner().id()).toList());
        assertEquals(
                "arn:aws:sts::" + ACCOUNT + ":assumed-role/runner/i-1",
                runners.getFirst().runner().identity());
    }

    @Test
    void selfTestProvesTheIdentityToo() {
        trustRole();
        var config = config("aws", Map.of());
        startAndStop(config);
        var session = RunnerSelfTest.run(config).stream()
                .filter(check -> check.name().equals("session"))
                .findFirst()
                .orElseThrow();
        assertEquals(RunnerSelfTest.Outcome.OK, session.outcome(), session.message());
    }

    @Test
    void copyOfAFolderOnAnotherInstanceBecomesARunnerOfItsOwn() {
        trustRole();
        var first = startAndStop(config("aws", Map.of()));
        metadata.become(sts.assumed(ACCOUNT, "runner", "i-2"));
        assertNotEquals(first, startAndStop(config("aws", Map.of())));
    }

    @Test
    void instanceOfAnotherRoleIsRefusedAndLeavesNothing() {
        trustRole();
        metadata.become(sts.assumed(ACCOUNT, "other", "i-3"));
        var config = config("aws", Map.of());
        var problem = assertThrows(LandfallException.class, () -> RunnerDaemon.start(config));
        assertEquals(ErrorKind.UNAUTHENTICATED, problem.kind());
        assertTrue(problem.publicMessage().contains("assumed-role/other/i-3"), problem.publicMessage());
        assertFalse(Files.exists(folder.resolve("runner/runner.json")));
    }

    @Test
    void otherRootKeyThanTheInstallStacksIsRefused() {
        trustRole();
        var config = config(
                "aws",
                Map.of("LANDFALL_RUNNER_ROOT_KEY", EcKeys.generate().jwk().text()));
        var problem = assertThrows(LandfallException.class, () -> RunnerDaemon.start(config));
        assertEquals(ErrorKind.FORBIDDEN, problem.kind());
    }

    @Test
    void managedIdentityRegistersByItself() {
        var entra = TokenIssuer.rsa("entra-1");
        served.outbound().host("login.microsoftonline.com", request -> entra.answer());
        served.controlPlane().pools().trust(served.pool(), new PoolTrust.Azure(TENANT, PRINCIPAL));
        metadata.azureToken(entra.token(Map.of(
                "iss",
                "https://login.microsoftonline.com/" + TENANT + "/v2.0",
                "aud",
                IdentityProof.AzureToken.AUDIENCE,
                "tid",
                TENANT,
                "oid",
                PRINCIPAL,
                "exp",
                Instant.now().plusSeconds(86_400).getEpochSecond())));
        var config = config("azure", Map.of("LANDFALL_RUNNER_IDENTITY_CLIENT_ID", PlayedMetadata.CLIENT_ID));
        assertEquals(startAndStop(config), startAndStop(config));
    }

    @Test
    void serviceAccountRegistersByItsTokenFile() throws IOException {
        var cluster = TokenIssuer.rsa("cluster-1");
        var keys = Json.readTree(cluster.jwks().getBytes(StandardCharsets.UTF_8));
        served.controlPlane()
                .pools()
                .trust(
                        served.pool(),
                        new PoolTrust.Kubernetes("https://cluster", keys, null, "landfall", "runner", null));
        var file = folder.resolve("token");
        Files.writeString(
                file,
                cluster.token(Map.of(
                        "iss",
                        "https://cluster",
                        "aud",
                        List.of(IdentityProof.audience(served.pool())),
                        "sub",
                        "system:serviceaccount:landfall:runner",
                        "exp",
                        Instant.now().plusSeconds(3600).getEpochSecond())));
        var config = config("kubernetes", Map.of("LANDFALL_RUNNER_IDENTITY_TOKEN_FILE", file.toString()));
        assertEquals(startAndStop(config), startAndStop(config));
    }

    @Test
    void settingsThatAreMissingAreNamedTogether() {
        var problem = assertThrows(
                LandfallException.class, () -> RunnerConfig.from(Map.of("LANDFALL_RUNNER_IDENTITY", "azure")));
        for (var name : List.of("POOL", "SERVER", "IDENTITY_CLIENT_ID")) {
            assertTrue(problem.publicMessage().contains("LANDFALL_RUNNER_" + name), problem.publicMessage());
        }
    }
}
