package dev.landfall.functionsaws.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.emulators.Fault;
import dev.landfall.emulators.FaultPlan;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.emulators.Moto;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.testkit.secret.SecretStoreContract;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** On moto. */
class SecretsManagerSecretStoreIT extends SecretStoreContract {

    private static final String VALUE = "s3cr3t-that-no-message-shows";

    private static Moto moto;
    private static AwsClients clients;
    private static SecretsManagerSecretStore secrets;

    @BeforeAll
    static void start() {
        moto = Moto.start();
        clients = TestClients.of("SECRETS_MANAGER", moto.uri());
        secrets = new SecretsManagerSecretStore(clients::secretsManager, "landfall");
    }

    @AfterAll
    static void stop() {
        clients.close();
        moto.close();
    }

    @Test
    void theNameInSecretsManagerHasThePrefix() {
        secrets.put("org_named/web", "password", "value");

        assertEquals(
                "value",
                clients.secretsManager()
                        .getSecretValue(request -> request.secretId("landfall/org_named/web.password"))
                        .secretString());
    }

    @Test
    void secretsOfOthersInTheAccountAreNotListed() {
        clients.secretsManager()
                .createSecret(request -> request.name("org_others.key").secretString("x"));
        clients.secretsManager()
                .createSecret(request -> request.name("landfall/org_others").secretString("x"));

        assertEquals(List.of(), secrets.list("org_others"));
    }

    @Test
    void moreSecretsThanAReplyNamesAreAllListed() {
        for (int i = 0; i < 105; i++) {
            secrets.put("org_many", "key" + i, "x");
        }

        assertEquals(105, secrets.list("org_many").size());
    }

    @Test
    void whatIsThrottledOrLostOnTheWayIsKeptReadListedAndRemovedAllTheSame() {
        behindFaults((plan, behind) -> {
            plan.next(Fault.THROTTLED, Fault.LOST_REPLY, Fault.NONE, Fault.LOST_REPLY);
            behind.put("org_faults", "key", VALUE);
            plan.next(Fault.BROKEN, Fault.HALF_REPLY);
            assertEquals(Optional.of(VALUE), behind.find("org_faults", "key"));
            plan.next(Fault.BROKEN, Fault.HALF_REPLY);
            assertEquals(List.of("org_faults:key"), behind.list("org_faults"));
            plan.next(call -> call.operation().equals("DeleteSecret"), Fault.LOST_REPLY);
            assertTrue(behind.delete("org_faults", "key"));
            plan.none();
            assertEquals(Optional.empty(), behind.find("org_faults", "key"));
        });
    }

    @Test
    void aServiceThatStaysBusyIsUnavailableForEveryCallAndNothingSecretIsSaid() {
        behindFaults((plan, behind) -> {
            plan.always(call -> true, Fault.THROTTLED);
            for (Executable attempt : List.<Executable>of(
                    () -> behind.put("org_busy", "key", VALUE),
                    () -> behind.find("org_busy", "key"),
                    () -> behind.list("org_busy"),
                    () -> behind.delete("org_busy", "key"))) {
                var failure = assertThrows(LandfallException.class, attempt);
                assertEquals(ErrorKind.UNAVAILABLE, failure.kind());
                assertFalse(failure.toString().contains(VALUE), failure.toString());
            }
        });
    }

    @Test
    void aMissingPermissionIsSaidByItsName() {
        behindFaults((plan, behind) -> {
            plan.always(call -> true, Fault.REFUSED);

            var failure = assertThrows(LandfallException.class, () -> behind.find("org_refused", "key"));
            assertTrue(failure.publicMessage().contains("Allow secretsmanager:GetSecretValue"));
        });
    }

    @Override
    protected SecretStore secrets() {
        return secrets;
    }

    private static void behindFaults(BiConsumer<FaultPlan, SecretStore> use) {
        var plan = new FaultPlan();
        try (var proxy = FaultProxy.before(moto.uri(), plan);
                var behind = TestClients.of("SECRETS_MANAGER", proxy.uri())) {
            use.accept(plan, new SecretsManagerSecretStore(behind::secretsManager, "landfall"));
        }
    }
}
