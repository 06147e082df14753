package dev.landfall.runner.attempt;

import dev.landfall.protocol.job.JobSpec;
import dev.landfall.runner.identity.IdentitySession;
import dev.landfall.runner.identity.IdentitySurroundings;

/** Opens identities of attempts. Thread-safe. */
@FunctionalInterface
public interface AttemptIdentities {

    /**
     * @throws dev.landfall.protocol.error.LandfallException FORBIDDEN with the cloud's own message and what to grant;
     *     UNAVAILABLE when the cloud does not answer
     */
    IdentitySession open(JobSpec spec, IdentitySurroundings surroundings);
}
