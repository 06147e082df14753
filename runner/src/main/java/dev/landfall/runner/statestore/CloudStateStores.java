package dev.landfall.runner.statestore;

import dev.landfall.runner.aws.AwsSurroundings;
import dev.landfall.runner.aws.Sts;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.identity.azure.ManagedIdentities;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Stores in AWS and Azure, reached with what the runner may take there. Thread-safe. */
public final class CloudStateStores implements StateStores {

    private final Map<String, String> environment;
    private final HttpTransport transport;
    private final InstantSource clock;
    private final Sts sts;
    private final ManagedIdentities identities;

    /** @param environment of the runner: where its own credentials are; {@code AWS_ENDPOINT_URL_S3} is another S3 */
    public CloudStateStores(Map<String, String> environment, HttpTransport transport, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.transport = transport;
        this.clock = clock;
        this.sts = new Sts(transport, new AwsSurroundings(environment, transport, clock), clock);
        this.identities = ManagedIdentities.of(environment, transport, clock);
    }

    @Override
    public StateObjects open(StateAccess access) {
        return switch (access) {
            case StateAccess.OfBucket bucket ->
                new BucketObjects(
                        transport,
                        BucketObjects.address(bucket.store(), otherS3()),
                        bucket.store().region(),
                        new RoleOfStore(sts::assumeRole, bucket.role(), clock),
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

    private Optional<URI> otherS3() {
        return Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_S3"))
                .or(() -> Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")))
                .filter(address -> !address.isBlank())
                .map(URI::create);
    }
}
