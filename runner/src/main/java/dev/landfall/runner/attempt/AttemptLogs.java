package dev.landfall.runner.attempt;

import dev.landfall.protocol.lease.Lease;

/** Opens logs of attempts; what is written is shipped by somebody else. Thread-safe. */
@FunctionalInterface
public interface AttemptLogs {

    AttemptLog open(Lease lease);
}
