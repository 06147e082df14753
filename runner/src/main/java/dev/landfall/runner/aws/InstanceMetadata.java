package dev.landfall.runner.aws;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * The metadata service of an EC2 instance, version 2 only ("Use the Instance Metadata Service"): each call fetches a token of a
 * minute first. Thread-safe.
 */
public final class InstanceMetadata implements CredentialSource {

    private static final String VARIABLE = "AWS_EC2_METADATA_SERVICE_ENDPOINT";
    private static final URI ADDRESS = URI.create("http://169.254.169.254");

    private static final String ROLE = "/latest/meta-data/iam/security-credentials/";
    private static final Duration DEADLINE = Duration.ofSeconds(2);
    private static final int MAX_BYTES = 64 << 10;

    private final HttpTransport transport;
    private final URI address;

    private InstanceMetadata(HttpTransport transport, URI address) {
        this.transport = transport;
        this.address = address;
    }

    /** That of this machine, or where {@code AWS_EC2_METADATA_SERVICE_ENDPOINT} says. */
    public static InstanceMetadata of(Map<String, String> environment, HttpTransport transport) {
        var other = environment.getOrDefault(VARIABLE, "");
        return new InstanceMetadata(transport, other.isBlank() ? ADDRESS : URI.create(other));
    }

    /** Those of the instance profile's role. */
    @Override
    public AwsCredentials credentials() {
        var role = get(ROLE).lines().findFirst().orElse("").strip();
        if (role.isEmpty()) {
            throw LandfallException.notFound(
                    "This machine has no instance profile: attach one whose role is the runner's.");
        }
        return CredentialsReply.read(get(ROLE + role).getBytes(StandardCharsets.UTF_8), "The metadata service");
    }

    /** Such as {@code eu-central-1}. */
    public String region() {
        return get("/latest/meta-data/placement/region").strip();
    }

    /**
     * @throws LandfallException NOT_FOUND when there is nothing at that path, UNAVAILABLE when nobody answers
     */
    public String get(String path) {
        var token = HttpRequest.newBuilder(address.resolve("/latest/api/token"))
                .header("X-aws-ec2-metadata-token-ttl-seconds", "60")
                .PUT(BodyPublishers.noBody())
                .build();
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("X-aws-ec2-metadata-token", send(token))
                .build());
    }

    private String send(HttpRequest request) {
        var reply = transport.send(request, DEADLINE, MAX_BYTES);
        if (reply.status() != 200) {
            throw new LandfallException(
                    ErrorKind.fromHttpStatus(reply.status()),
                    "The metadata service of this machine answered with status " + reply.status() + " for "
                            + request.uri().getPath() + ".");
        }
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
