package dev.landfall.runner.identity.aws;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.identity.CredentialEndpoint;
import dev.landfall.runner.identity.IdentitySession;
import dev.landfall.runner.identity.IdentitySurroundings;
import dev.landfall.runner.workspace.PrivateFiles;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A role for a job, over the protocol of container credentials ("Container credential provider" in the AWS SDKs and Tools
 * reference guide), which every SDK, Terraform and the AWS command line know and renew by themselves.
 */
public final class AwsSession implements IdentitySession {

    private static final String PATH = "/aws/credentials";

    private final RenewedRole role;
    private final CredentialEndpoint endpoint;
    private final Map<String, String> environment;

    private AwsSession(RenewedRole role, CredentialEndpoint endpoint, Map<String, String> environment) {
        this.role = role;
        this.endpoint = endpoint;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Takes the role and opens the address.
     *
     * @param region the runner's own, for tools that are told no other
     */
    public static AwsSession open(
            JobIdentity.AwsRole identity,
            JobSpec spec,
            RoleTaker roles,
            Supplier<String> region,
            IdentitySurroundings surroundings,
            String token,
            InstantSource clock) {
        var notes = surroundings.notes();
        var role = new RenewedRole(
                roles, SessionOfJob.of(identity, spec), fresh -> mask(fresh, notes), notes::notice, clock);
        role.credentials();
        notes.mask("credentials token", token);
        var endpoint = CredentialEndpoint.open(
                new CredentialEndpoint.Door(PATH, "Authorization", token, surroundings.peers()),
                query -> new CredentialEndpoint.Answer(200, shape(role.credentials())));
        try {
            return new AwsSession(role, endpoint, environment(endpoint, token, region.get(), surroundings));
        } catch (LandfallException e) {
            endpoint.close();
            throw e;
        }
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Optional<String> trouble() {
        return role.trouble();
    }

    @Override
    public void close() {
        endpoint.close();
    }

    private static void mask(AwsCredentials credentials, IdentitySurroundings.JobNotes notes) {
        notes.mask("secret access key", credentials.secretAccessKey());
        var sessionToken = credentials.sessionToken();
        if (sessionToken != null) {
            notes.mask("session token", sessionToken);
        }
    }

    private static Map<String, String> shape(AwsCredentials credentials) {
        return Map.of(
                "AccessKeyId", credentials.accessKeyId(),
                "SecretAccessKey", credentials.secretAccessKey(),
                "Token", String.valueOf(credentials.sessionToken()),
                "Expiration", String.valueOf(credentials.expiresAt()));
    }

    /** The token stands in a file for SDKs that prefer one and in a variable for those that know no file. */
    private static Map<String, String> environment(
            CredentialEndpoint endpoint, String token, String region, IdentitySurroundings surroundings) {
        Path file = surroundings.folder().resolve("aws-token");
        PrivateFiles.write(file, token);
        surroundings.handover().give(file);
        var environment = new TreeMap<String, String>();
        environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint.address().toString());
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", token);
        environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", file.toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        return environment;
    }
}
