package dev.landfall.runner.identity.azure;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.runner.identity.CredentialEndpoint;
import dev.landfall.runner.identity.CredentialEndpoint.Answer;
import dev.landfall.runner.identity.IdentitySession;
import dev.landfall.runner.identity.IdentitySurroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A managed identity for a job, over the protocol of App Service ("REST endpoint reference" in "How to use managed identities
 * for App Service", version 2019-08-01), which the SDKs, the Azure command line and Terraform's providers know. Only this one
 * identity is handed out, whatever is asked for. Thread-safe.
 */
public final class AzureSession implements IdentitySession {

    private static final String PATH = "/azure/token";
    private static final String API_VERSION = "2019-08-01";

    /** The other ways to name an identity; only the client id is known here. */
    private static final List<String> OTHER_NAMES = List.of("principal_id", "object_id", "mi_res_id", "msi_res_id");

    private final String clientId;
    private final ManagedIdentities identities;
    private final IdentitySurroundings.JobNotes notes;
    private final CredentialEndpoint endpoint;
    private final Map<String, String> environment;
    private volatile @Nullable String trouble;

    private AzureSession(
            String clientId, ManagedIdentities identities, IdentitySurroundings surroundings, String token) {
        this.clientId = clientId;
        this.identities = identities;
        this.notes = surroundings.notes();
        this.endpoint = CredentialEndpoint.open(
                new CredentialEndpoint.Door(PATH, "X-IDENTITY-HEADER", token, surroundings.peers()), this::answer);
        this.environment = variables(token);
    }

    /** Opens the address. Azure is asked for the first token when the job asks, since only it knows for which service. */
    public static AzureSession open(
            JobIdentity.AzureManagedIdentity identity,
            ManagedIdentities identities,
            IdentitySurroundings surroundings,
            String token) {
        surroundings.notes().mask("identity header", token);
        return new AzureSession(identity.clientId(), identities, surroundings, token);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private Map<String, String> variables(String token) {
        var address = endpoint.address().toString();
        var variables = new TreeMap<String, String>();
        variables.put("IDENTITY_ENDPOINT", address);
        variables.put("IDENTITY_HEADER", token);
        variables.put("AZURE_CLIENT_ID", clientId);
        variables.put("ARM_USE_MSI", "true");
        variables.put("ARM_MSI_ENDPOINT", address);
        variables.put("ARM_MSI_API_VERSION", API_VERSION);
        variables.put("ARM_CLIENT_ID", clientId);
        return Map.copyOf(variables);
    }

    private Answer answer(Map<String, String> query) {
        var resource = query.getOrDefault("resource", "");
        if (!query.getOrDefault("api-version", "").equals(API_VERSION) || resource.isEmpty()) {
            throw LandfallException.invalid("Ask with api-version=" + API_VERSION + " and a resource.");
        }
        if (OTHER_NAMES.stream().anyMatch(query::containsKey)
                || !query.getOrDefault("client_id", clientId).equalsIgnoreCase(clientId)) {
            throw LandfallException.forbidden("This job runs as the managed identity with the client id " + clientId
                    + " and gets no other: leave the identity out, or name it by this client id.");
        }
        var token = token(resource);
        notes.mask("access token", token.accessToken());
        return new Answer(
                200,
                Map.of(
                        "access_token", token.accessToken(),
                        "expires_on", token.expiresOn(),
                        "resource", token.resource(),
                        "token_type", "Bearer",
                        "client_id", clientId));
    }

    private ManagedIdentities.Token token(String resource) {
        try {
            var token = identities.token(clientId, resource);
            trouble = null;
            return token;
        } catch (LandfallException e) {
            var sentence = "The managed identity " + clientId + " gave no token for " + resource + ". "
                    + e.publicMessage()
                    + (e.kind() == ErrorKind.FORBIDDEN ? ". " + identities.remedy() + "." : "");
            if (!sentence.equals(trouble)) {
                trouble = sentence;
                notes.notice(sentence);
            }
            throw new LandfallException(e.kind(), sentence, e);
        }
    }
}
