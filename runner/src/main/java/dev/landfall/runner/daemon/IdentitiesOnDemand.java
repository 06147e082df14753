package dev.landfall.runner.daemon;

import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.runner.attempt.AttemptIdentities;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.identity.IdentitySession;
import dev.landfall.runner.identity.IdentitySurroundings;
import dev.landfall.runner.identity.JobIdentities;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes what knows the clouds when the first job needs it: most runners start many jobs that do not. Thread-safe. */
final class IdentitiesOnDemand implements AttemptIdentities {

    private final Map<String, String> environment;
    private final HttpTransport transport;
    private final SecureRandom random;
    private final InstantSource clock;
    private @Nullable JobIdentities made;

    IdentitiesOnDemand(
            Map<String, String> environment, HttpTransport transport, SecureRandom random, InstantSource clock) {
        this.environment = environment;
        this.transport = transport;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public IdentitySession open(JobSpec spec, IdentitySurroundings surroundings) {
        return spec.identity() instanceof JobIdentity.None
                ? IdentitySession.NONE
                : identities().open(spec, surroundings);
    }

    private synchronized JobIdentities identities() {
        var known = made;
        if (known == null) {
            known = new JobIdentities(environment, transport, random, clock);
            made = known;
        }
        return known;
    }
}
