package dev.landfall.runner.identity;

import java.util.Map;
import java.util.Optional;

/** The identity of one job while it runs. Thread-safe. */
public interface IdentitySession extends AutoCloseable {

    /** Of a job that has no identity. */
    IdentitySession NONE = new IdentitySession() {
        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };

    /** What SDKs and tools find it by; goes into the environment of each process of the job and wins over the job's own. */
    Map<String, String> environment();

    /** Why the cloud gave no credentials the last time that they were needed, and what to grant; empty while it does. */
    Optional<String> trouble();

    /** Takes the address away. What was handed out before stays valid for as long as the cloud said. */
    @Override
    void close();
}
