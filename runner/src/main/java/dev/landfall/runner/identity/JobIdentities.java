package dev.landfall.runner.identity;

import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.runner.aws.AwsSurroundings;
import dev.landfall.runner.aws.Sts;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.identity.aws.AwsSession;
import dev.landfall.runner.identity.aws.RoleTaker;
import dev.landfall.runner.identity.azure.AzureSession;
import dev.landfall.runner.identity.azure.ManagedIdentities;
import dev.landfall.runner.identity.kubernetes.KubernetesApi;
import dev.landfall.runner.identity.kubernetes.KubernetesSession;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** Opens the identity of each job. Nothing is asked of a cloud before the first job that needs it. Thread-safe. */
public final class JobIdentities {

    private final Map<String, String> environment;
    private final RoleTaker roles;
    private final AwsSurroundings aws;
    private final ManagedIdentities azure;
    private final SecureRandom random;
    private final InstantSource clock;

    /** @param environment of the runner: where its own credentials for AWS, Azure and Kubernetes are */
    public JobIdentities(
            Map<String, String> environment, HttpTransport transport, SecureRandom random, InstantSource clock) {
        this.environment = Map.copyOf(environment);
        this.aws = new AwsSurroundings(environment, transport, clock);
        this.roles = new Sts(transport, aws, clock)::assumeRole;
        this.azure = ManagedIdentities.of(environment, transport, clock);
        this.random = random;
        this.clock = clock;
    }

    /**
     * Takes the identity that a spec names; the first credentials are there when this returns, where the cloud gives any
     * before it is asked for a certain service.
     *
     * @throws dev.landfall.protocol.error.LandfallException FORBIDDEN with the cloud's own message and what to grant;
     *     UNAVAILABLE when the cloud does not answer
     */
    public IdentitySession open(JobSpec spec, IdentitySurroundings surroundings) {
        return switch (spec.identity()) {
            case JobIdentity.None none -> IdentitySession.NONE;
            case JobIdentity.AwsRole role ->
                AwsSession.open(role, spec, roles, aws::region, surroundings, Tokens.next(random), clock);
            case JobIdentity.AzureManagedIdentity identity ->
                AzureSession.open(identity, azure, surroundings, Tokens.next(random));
            case JobIdentity.KubernetesServiceAccount account ->
                KubernetesSession.open(account, KubernetesApi.ofPod(environment), surroundings, clock);
        };
    }
}
