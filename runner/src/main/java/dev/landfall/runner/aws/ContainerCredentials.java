package dev.landfall.runner.aws;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials from the agent of ECS, Fargate or EKS Pod Identity ("Container credential provider" in the AWS SDKs and Tools
 * reference guide). The token file is read for each request, since EKS replaces it.
 */
final class ContainerCredentials implements CredentialSource {

    private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
    private static final URI ECS = URI.create("http://169.254.170.2");
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 64 << 10;

    private final HttpTransport transport;
    private final URI address;
    private final Map<String, String> environment;

    private ContainerCredentials(HttpTransport transport, URI address, Map<String, String> environment) {
        this.transport = transport;
        this.address = address;
        this.environment = Map.copyOf(environment);
    }

    /** Empty where the environment names no agent. */
    static Optional<CredentialSource> of(HttpTransport transport, Map<String, String> environment) {
        return Optional.ofNullable(environment.get(RELATIVE))
                .map(ECS::resolve)
                .or(() -> Optional.ofNullable(environment.get(FULL)).map(URI::create))
                .map(address -> new ContainerCredentials(transport, address, environment));
    }

    @Override
    public AwsCredentials credentials() {
        var request = HttpRequest.newBuilder(address).header("Accept", "application/json");
        authorization().ifPresent(token -> request.header("Authorization", token));
        var reply = transport.send(request.build(), DEADLINE, MAX_BYTES);
        if (reply.status() != 200) {
            throw new LandfallException(
                    ErrorKind.fromHttpStatus(reply.status()),
                    "The credentials agent of this container answered with status " + reply.status()
                            + ". Give the runner's task or pod a role.");
        }
        return CredentialsReply.read(reply.body(), "The credentials agent of this container");
    }

    private Optional<String> authorization() {
        var file = environment.get(TOKEN_FILE);
        if (file == null) {
            return Optional.ofNullable(environment.get(TOKEN));
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            throw LandfallException.unavailable(
                    "The token file " + file + " of the credentials agent cannot be read.", e);
        }
    }
}
