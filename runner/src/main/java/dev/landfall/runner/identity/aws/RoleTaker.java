package dev.landfall.runner.identity.aws;

import dev.landfall.runner.aws.AwsCredentials;
import dev.landfall.runner.aws.RoleRequest;

/** Takes a role with the runner's own credentials: {@code AssumeRole}. Thread-safe. */
@FunctionalInterface
public interface RoleTaker {

    /**
     * @throws dev.landfall.protocol.error.LandfallException FORBIDDEN with AWS's own message when it refuses; UNAVAILABLE when
     *     it does not answer
     */
    AwsCredentials take(RoleRequest request);
}
