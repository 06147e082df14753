package dev.landfall.functionsazure.azurite;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.landfall.emulators.Azurite;
import dev.landfall.emulators.FakeKeyVault;
import dev.landfall.emulators.FaultPlan;
import dev.landfall.emulators.FaultProxy;
import dev.landfall.functionsazure.AzureClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** One Azurite for all tests of this module, and clients with tokens for it. It ends with the process. */
public final class AzuriteStorage {

    private static final Azurite AZURITE = Azurite.start();

    static {
        // the newest version of signatures that Azurite knows
        System.setProperty("AZURE_STORAGE_SAS_SERVICE_VERSION", "2025-11-05");
    }

    private AzuriteStorage() {}

    public static Azurite azurite() {
        return AZURITE;
    }

    public static AzureClients clients() {
        return new AzureClients(identity(), http());
    }

    /** Whom the clients are. */
    public static TokenCredential identity() {
        return new UnsignedTokens();
    }

    /** Trusts Azurite and what stands before it. */
    public static HttpClient.Builder http() {
        return HttpClient.newBuilder().sslContext(Azurite.tls(AZURITE.trustStore()));
    }

    /** Stands before one of its services, or before a vault. */
    public static FaultProxy faultsBefore(URI service) {
        return FaultProxy.before(service, new FaultPlan(), AZURITE.trustStore());
    }

    /** A vault that shows the same certificate. */
    public static FakeKeyVault keyVault() {
        return FakeKeyVault.start(AZURITE.trustStore());
    }

    private static final class UnsignedTokens implements TokenCredential {

        @Override
        public Mono<AccessToken> getToken(TokenRequestContext request) {
            return Mono.fromSupplier(() -> getTokenSync(request));
        }

        @Override
        public AccessToken getTokenSync(TokenRequestContext request) {
            var now = AZURITE.now();
            return new AccessToken(Azurite.token(now), now.plusSeconds(3_600).atOffset(ZoneOffset.UTC));
        }
    }
}
