package dev.landfall.runner.identity.azure;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import java.time.InstantSource;
import java.util.Map;

/** Where a runner gets tokens of managed identities. Thread-safe. */
public interface ManagedIdentities {

    /**
     * The cluster's tokens where {@code AZURE_FEDERATED_TOKEN_FILE} names a file with one, as workload identity does for the SDKs;
     * otherwise the machine's metadata service.
     */
    static ManagedIdentities of(Map<String, String> environment, HttpTransport transport, InstantSource clock) {
        return environment.containsKey(FederatedIdentities.TOKEN_FILE)
                ? FederatedIdentities.of(environment, transport, clock)
                : InstanceIdentities.of(environment, transport);
    }

    /**
     * @param clientId of the identity
     * @param resource such as {@code https://management.azure.com/}
     * @throws LandfallException FORBIDDEN with Azure's own message when it refuses; UNAVAILABLE when it does not answer
     */
    Token token(String clientId, String resource);

    /** What to do for an identity that Azure refuses: a clause. */
    String remedy();

    /**
     * A token.
     *
     * @param expiresOn seconds since 1970
     */
    record Token(String accessToken, String resource, String expiresOn) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Token[" + resource + ", " + expiresOn + "]";
        }
    }
}
