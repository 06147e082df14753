package dev.landfall.runner.proof;

import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.runner.NonceReply;
import dev.landfall.protocol.runner.NonceRequest;
import dev.landfall.protocol.runner.ShownIdentity;
import dev.landfall.runner.aws.AwsSurroundings;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.IdentitySettings;
import dev.landfall.runner.identity.azure.ManagedIdentities;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The runner's identity in its cloud, shown anew for each nonce. Thread-safe. */
public final class CloudIdentity {

    private final ProofSource source;
    private final Function<NonceRequest, NonceReply> nonces;

    private CloudIdentity(ProofSource source, Function<NonceRequest, NonceReply> nonces) {
        this.source = source;
        this.nonces = nonces;
    }

    /**
     * @param environment where the clouds' own variables are
     * @param nonces asks the control plane for one
     * @param clock the time by which requests are signed
     * @return empty for a runner that is enrolled with a token
     */
    public static Optional<CloudIdentity> of(
            IdentitySettings settings,
            Map<String, String> environment,
            HttpTransport transport,
            Function<NonceRequest, NonceReply> nonces,
            InstantSource clock) {
        Optional<ProofSource> source = switch (settings.kind()) {
            case ENROLMENT -> Optional.empty();
            case AWS -> Optional.of(new AwsProof(new AwsSurroundings(environment, transport, clock), clock));
            case AZURE ->
                Optional.of(new AzureProof(ManagedIdentities.of(environment, transport, clock), settings.clientId()));
            case KUBERNETES -> Optional.of(new KubernetesProof(settings.tokenFile()));
        };
        return source.map(found -> new CloudIdentity(found, nonces));
    }

    /**
     * @param key thumbprint of the runner's own key
     * @throws dev.landfall.protocol.error.LandfallException when the cloud gives nothing to prove it with, or the control
     *     plane no nonce
     */
    public ShownIdentity show(PoolId pool, String key) {
        var nonce = nonces.apply(new NonceRequest(pool)).nonce();
        return new ShownIdentity(nonce, source.prove(pool, nonce, key));
    }
}
