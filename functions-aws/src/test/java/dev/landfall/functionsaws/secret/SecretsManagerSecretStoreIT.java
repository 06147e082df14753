package dev.landfall.functionsaws.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.controlplane.secret.SecretStore;
import dev.landfall.emulators.Moto;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.cloud.TestClients;
import dev.landfall.testkit.secret.SecretStoreContract;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On moto. */
class SecretsManagerSecretStoreIT extends SecretStoreContract {

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

    @Override
    protected SecretStore secrets() {
        return secrets;
    }
}
