package dev.landfall.runner.aws;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Where in AWS this runner is and as whom, found as the SDKs find it, by {@code AWS_*} variables first: static keys, an agent of
 * the container, the metadata service. Profile files are not read: a runner is a role, not a person. Asks nobody before it is
 * asked itself. Thread-safe.
 */
public final class AwsSurroundings {

    private final Map<String, String> environment;
    private final InstanceMetadata metadata;
    private final CachedCredentials credentials;

    public AwsSurroundings(Map<String, String> environment, HttpTransport transport, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.metadata = InstanceMetadata.of(environment, transport);
        var source = fromVariables()
                .or(() -> ContainerCredentials.of(transport, environment))
                .orElse(metadata);
        this.credentials = new CachedCredentials(source, clock);
    }

    /** The runner's own. */
    public CredentialSource credentials() {
        return credentials;
    }

    /**
     * @throws LandfallException INVALID when neither a variable nor the metadata service says it
     */
    public String region() {
        return variable("AWS_REGION").or(() -> variable("AWS_DEFAULT_REGION")).orElseGet(this::regionOfMachine);
    }

    /** Where STS of the region answers; {@code AWS_ENDPOINT_URL_STS} wins. */
    public URI sts() {
        return endpoint("STS", "sts");
    }

    /** The same for EC2 Auto Scaling; {@code AWS_ENDPOINT_URL_AUTO_SCALING} wins. */
    URI autoScaling() {
        return endpoint("AUTO_SCALING", "autoscaling");
    }

    /** An S3 that is not AWS's own: {@code AWS_ENDPOINT_URL_S3}, or the one of all services. */
    public Optional<URI> otherS3() {
        return other("S3");
    }

    private URI endpoint(String variable, String service) {
        return other(variable).orElseGet(() -> regional(service, region()));
    }

    private Optional<URI> other(String variable) {
        return variable("AWS_ENDPOINT_URL_" + variable)
                .or(() -> variable("AWS_ENDPOINT_URL"))
                .map(URI::create);
    }

    private static URI regional(String service, String region) {
        var suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return URI.create("https://" + service + "." + region + suffix);
    }

    private String regionOfMachine() {
        try {
            return metadata.region();
        } catch (LandfallException e) {
            throw new LandfallException(
                    ErrorKind.INVALID,
                    "The runner does not know its AWS region: set AWS_REGION. " + e.publicMessage(),
                    e);
        }
    }

    private Optional<CredentialSource> fromVariables() {
        return variable("AWS_ACCESS_KEY_ID")
                .flatMap(id -> variable("AWS_SECRET_ACCESS_KEY")
                        .map(secret -> new AwsCredentials(
                                id, secret, variable("AWS_SESSION_TOKEN").orElse(null), null)))
                .map(found -> () -> found);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
