package dev.landfall.runner.statestore;

import dev.landfall.runner.aws.AwsSurroundings;
import dev.landfall.runner.aws.CachedCredentials;
import dev.landfall.runner.aws.Sts;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.identity.azure.ManagedIdentities;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** Stores in AWS and Azure, reached with what the runner may take there. Thread-safe. */
public final class CloudStateStores implements StateStores {

    private final HttpTransport transport;
    private final InstantSource clock;
    private final AwsSurroundings surroundings;
    private final Sts sts;
    private final ManagedIdentities identities;

    /** @param environment of the runner: where its own credentials are; {@code AWS_ENDPOINT_URL_S3} is another S3 */
    public CloudStateStores(Map<String, String> environment, HttpTransport transport, InstantSource clock) {
        this.transport = transport;
        this.clock = clock;
        this.surroundings = new AwsSurroundings(environment, transport, clock);
        this.sts = new Sts(transport, surroundings, clock);
        this.identities = ManagedIdentities.of(environment, transport, clock);
    }

    @Override
    public StateObjects open(StateAccess access) {
        return switch (access) {
            case StateAccess.OfBucket bucket ->
                new BucketObjects(
                        transport,
                        BucketObjects.address(bucket.store(), surroundings.otherS3()),
                        bucket.store().region(),
                        new CachedCredentials(() -> sts.assumeRole(bucket.role()), clock),
                        clock);
            case StateAccess.OfContainer container ->
                new ContainerObjects(
                        transport,
                        URI.create("https://" + container.store().account() + ".blob.core.windows.net/"
                                + container.store().container()),
                        () -> identities
                                .token(container.clientId(), ContainerObjects.RESOURCE)
                                .accessToken());
        };
    }
}
