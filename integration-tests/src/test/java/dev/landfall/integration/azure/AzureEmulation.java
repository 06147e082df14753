package dev.landfall.integration.azure;

import com.azure.core.credential.AccessToken;
import dev.landfall.emulators.Azurite;
import dev.landfall.emulators.FakeKeyVault;
import dev.landfall.functionsazure.AzureClients;
import dev.landfall.functionsazure.keyvault.KeyVaultSecretStore;
import dev.landfall.integration.process.Conditions;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** A storage account and a key vault, empty but for what Terraform makes in Azure. */
final class AzureEmulation implements AutoCloseable {

    private static final Duration TOKEN = Duration.ofSeconds(60);
    private static final String NAME = "landfall";

    /** The newest version of signatures that Azurite knows. */
    private static final String SAS_VERSION = "2025-11-05";

    private final Azurite azurite = Azurite.start();
    private final FakeKeyVault vault = FakeKeyVault.start(azurite.trustStore());
    private final EcKeys root = EcKeys.generate();

    private AzureEmulation() {}

    static AzureEmulation start() {
        var emulation = new AzureEmulation();
        emulation.deploy();
        return emulation;
    }

    Azurite azurite() {
        return azurite;
    }

    FakeKeyVault vault() {
        return vault;
    }

    /** Trusts the emulator's certificate. */
    HttpClient.Builder http() {
        return HttpClient.newBuilder().sslContext(Azurite.tls(azurite.trustStore()));
    }

    /** With tokens such as a managed identity gets. */
    AzureClients clients(HttpClient.Builder http) {
        System.setProperty("AZURE_STORAGE_SAS_SERVICE_VERSION", SAS_VERSION);
        return new AzureClients(
                request -> Mono.fromSupplier(() -> new AccessToken(
                        Azurite.token(Instant.now()),
                        Instant.now().plusSeconds(3_600).atOffset(ZoneOffset.UTC))),
                http);
    }

    /** The application's settings. */
    Map<String, String> settings() {
        var now = Instant.now();
        var certificate = KeyCertificate.issue(
                root, EcJwk.of(vault.publicKey()), now.minusSeconds(60), now.plus(Duration.ofDays(1)));
        Map<String, String> settings = new HashMap<>();
        settings.put("LANDFALL_STORAGE_ACCOUNT", Azurite.ACCOUNT);
        settings.put("LANDFALL_TABLE_ENDPOINT", azurite.table().toString());
        settings.put("LANDFALL_QUEUE_ENDPOINT", azurite.queue().toString());
        settings.put("LANDFALL_BLOB_ENDPOINT", azurite.blob().toString());
        settings.put("LANDFALL_QUEUE_PREFIX", NAME);
        settings.put("LANDFALL_VAULT", vault.uri().toString());
        settings.put("LANDFALL_SIGNING_KEY", vault.keyId().toString());
        settings.put("LANDFALL_SIGNING_CERTIFICATE", certificate);
        settings.put("LANDFALL_ROOT_KEY", root.jwk().text());
        settings.put("LANDFALL_STORAGE__queueServiceUri", azurite.queue().toString());
        settings.put("LANDFALL_STORAGE__credential", "managedidentity");
        return settings;
    }

    /** What a process needs to believe the certificate, and to sign in a version that Azurite knows. */
    Map<String, String> trust() {
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + azurite.trustStore() + " -Djavax.net.ssl.trustStorePassword="
                        + Azurite.TRUST_STORE_PASSWORD + " -DAZURE_STORAGE_SAS_SERVICE_VERSION=" + SAS_VERSION);
    }

    /** As a vendor finds it: in the vault, once the first tick made the org. */
    String awaitToken(Supplier<String> output) {
        var secrets = new KeyVaultSecretStore(clients(http()).secrets(vault.uri()));
        return Conditions.eventually(
                TOKEN,
                () -> "an admin token in the vault:\n" + output.get(),
                () -> secrets.list("org_").stream()
                        .filter(name -> name.endsWith("/landfall:admin-token"))
                        .map(name -> secrets.find(name.substring(0, name.indexOf(':')), "admin-token"))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    @Override
    public void close() {
        vault.close();
        azurite.close();
    }

    private void deploy() {
        var clients = clients(http());
        clients.table(azurite.table(), NAME).createTable();
        clients.blobs(azurite.blob()).createBlobContainer(NAME);
        clients.queues(azurite.queue()).createQueue(NAME + "-events");
    }
}
