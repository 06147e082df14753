package dev.landfall.integration.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.identity.PoolTrust;
import dev.landfall.controlplane.outbound.JdkOutbound;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.config.RunnerConfig;
import dev.landfall.runner.daemon.RunnerDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;

/** STS itself says who signed the runner's request. Needs the credentials of a role; makes nothing. */
@EnabledIfEnvironmentVariable(
        named = "LANDFALL_LIVE_AWS",
        matches = "\\d{12}",
        disabledReason =
                "opt-in: to ask STS itself, set LANDFALL_LIVE_AWS to the id of an account, AWS_REGION, and AWS_* to"
                        + " the credentials of a role in it")
class LiveAwsRunnerIT {

    private final ServedControlPlane served = new ServedControlPlane();
    private final String account = String.valueOf(System.getenv("LANDFALL_LIVE_AWS"));
    private final String role = role();

    @TempDir
    private Path folder;

    LiveAwsRunnerIT() throws IOException {
        var region = System.getenv("AWS_REGION");
        served.outbound().host("sts." + region + ".amazonaws.com", new JdkOutbound()::send);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void aRunnerOfTheTrustedRoleRegisters() {
        trust(role);
        try (var daemon = RunnerDaemon.start(config())) {
            var runners = served.controlPlane().pools().runners(served.org());
            assertEquals(daemon.runner(), runners.getFirst().runner().id());
            assertTrue(String.valueOf(runners.getFirst().runner().identity()).contains(":assumed-role/"));
        }
    }

    @Test
    void aRunnerOfAnotherRoleIsRefused() {
        trust(role + "-other");
        var refused = assertThrows(LandfallException.class, () -> RunnerDaemon.start(config()));
        assertEquals(ErrorKind.UNAUTHENTICATED, refused.kind());
    }

    private void trust(String trusted) {
        served.controlPlane().pools().trust(served.pool(), new PoolTrust.Aws(account, trusted));
    }

    private RunnerConfig config() {
        var environment = new HashMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("LANDFALL_"));
        environment.put("LANDFALL_RUNNER_SERVER", served.uri().toString());
        environment.put("LANDFALL_RUNNER_POOL", served.pool().value());
        environment.put("LANDFALL_RUNNER_DIR", folder.resolve("runner").toString());
        environment.put("LANDFALL_RUNNER_IDENTITY", "aws");
        return RunnerConfig.from(environment);
    }

    /** The role whose session the credentials are, by its path-less ARN. */
    private static String role() {
        try (var sts =
                StsClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            var caller = sts.getCallerIdentity();
            assertEquals(
                    Objects.requireNonNull(System.getenv("LANDFALL_LIVE_AWS")),
                    caller.account(),
                    "the credentials are of another account; nothing was done");
            var name = caller.arn().split("/", -1)[1];
            return "arn:aws:iam::" + caller.account() + ":role/" + name;
        }
    }
}
