package dev.landfall.integration.azure;

import com.azure.core.credential.AccessToken;
import dev.landfall.emulators.Azurite;
import dev.landfall.emulators.FakeKeyVault;
import dev.landfall.functionsazure.AzureClients;
import dev.landfall.functionsazure.keyvault.KeyVaultSecretStore;
import dev.landfall.integration.process.Checkout;
import dev.landfall.integration.process.Conditions;
import dev.landfall.integration.process.Host;
import dev.landfall.integration.process.JavaProcess;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import dev.landfall.protocol.signature.KeyCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** {@code functions-azure} on a small Functions host in a process of its own, over Azurite and a fake Key Vault. */
public final class AzureHost implements Host {

    private static final Duration START = Duration.ofSeconds(60);
    private static final String NAME = "landfall";

    private final Path folder;
    private final Azurite azurite = Azurite.start();
    private final FakeKeyVault vault = FakeKeyVault.start(azurite.trustStore());
    private final IdentityEndpoint identity = IdentityEndpoint.start();
    private final EcKeys root = EcKeys.generate();
    private final AzureClients clients;
    private JavaProcess process;
    private URI uri;
    private final String token;

    private AzureHost(Path folder) {
        this.folder = folder;
        this.clients = new AzureClients(
                request -> Mono.fromSupplier(() -> new AccessToken(
                        Azurite.token(Instant.now()),
                        Instant.now().plusSeconds(3_600).atOffset(ZoneOffset.UTC))),
                HttpClient.newBuilder().sslContext(Azurite.tls(azurite.trustStore())));
        deploy();
        process = launch("0");
        uri = awaitReady();
        token = awaitToken();
    }

    public static AzureHost start(Path folder) {
        return new AzureHost(folder);
    }

    @Override
    public String name() {
        return "azure";
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public String adminToken() {
        return token;
    }

    /** A runner must believe the emulator's certificate. */
    @Override
    public Map<String, String> runnerEnvironment() {
        return trust();
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void restart() {
        process = launch(String.valueOf(uri.getPort()));
        uri = awaitReady();
    }

    @Override
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
        identity.close();
        vault.close();
        azurite.close();
    }

    /** What Terraform makes in Azure. */
    private void deploy() {
        clients.table(azurite.table(), NAME).createTable();
        clients.blobs(azurite.blob()).createBlobContainer(NAME);
        clients.queues(azurite.queue()).createQueue(NAME + "-events");
    }

    private JavaProcess launch(String port) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JavaProcess.start(
                folder.resolve("functions.log"),
                settings(),
                AzureHostMain.class.getName(),
                List.of(
                        Checkout.root()
                                .resolve("functions-azure/src/main/function-app")
                                .toString(),
                        port,
                        ready().toString()));
    }

    private Map<String, String> settings() {
        var now = Instant.now();
        var certificate = KeyCertificate.issue(
                root, EcJwk.of(vault.publicKey()), now.minusSeconds(60), now.plus(Duration.ofDays(1)));
        Map<String, String> settings = new HashMap<>(trust());
        settings.putAll(identity.environment());
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

    /** Also the newest version of signatures that Azurite knows. */
    private Map<String, String> trust() {
        return Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + azurite.trustStore() + " -Djavax.net.ssl.trustStorePassword="
                        + Azurite.TRUST_STORE_PASSWORD + " -DAZURE_STORAGE_SAS_SERVICE_VERSION=2025-11-05");
    }

    private Path ready() {
        return folder.resolve("ready");
    }

    private URI awaitReady() {
        return Conditions.eventually(START, () -> "the host to be ready:\n" + process.output(), () -> {
            if (!process.alive() && !Files.exists(ready())) {
                throw new AssertionError("the host ended:\n" + process.output());
            }
            try {
                return Files.exists(ready()) ? Optional.of(URI.create(Files.readString(ready()))) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** As a vendor finds it: in the vault, once the first tick made the org. */
    private String awaitToken() {
        var secrets = new KeyVaultSecretStore(clients.secrets(vault.uri()));
        return Conditions.eventually(
                START,
                () -> "an admin token in the vault:\n" + process.output(),
                () -> secrets.list("org_").stream()
                        .filter(name -> name.endsWith("/landfall:admin-token"))
                        .map(name -> secrets.find(name.substring(0, name.indexOf(':')), "admin-token"))
                        .flatMap(Optional::stream)
                        .findFirst());
    }
}
