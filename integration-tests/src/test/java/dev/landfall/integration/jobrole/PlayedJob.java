package dev.landfall.integration.jobrole;

import dev.landfall.protocol.id.JobId;
import dev.landfall.protocol.id.OrgId;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.identity.JobOperation;
import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.identity.IdentitySession;
import dev.landfall.runner.identity.IdentitySurroundings;
import dev.landfall.runner.identity.JobIdentities;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Opens the identity of a job as the runner does. */
final class PlayedJob {

    static final String INSTALL = "in_0123456789abcdef";

    private PlayedJob() {}

    static IdentitySession open(
            Map<String, String> runner,
            HttpTransport transport,
            InstantSource clock,
            Path folder,
            JobOperation operation,
            JobIdentity identity) {
        var surroundings = new IdentitySurroundings(
                folder, (peer, local) -> true, file -> {}, new IdentitySurroundings.JobNotes() {
                    @Override
                    public void mask(String name, String value) {}

                    @Override
                    public void notice(String line) {}
                });
        return new JobIdentities(runner, transport, new SecureRandom(), clock)
                .open(spec(INSTALL, operation, identity), surroundings);
    }

    static JobSpec spec(String install, JobOperation operation, JobIdentity identity) {
        var now = InstantSource.system().instant();
        return new JobSpec(
                new JobId(install + ".jb_0123456789abcdef"),
                1,
                new PoolId("pool_1"),
                now,
                now.plusSeconds(900),
                60,
                5,
                List.of(),
                "shop",
                new CiWork("test", "true", Map.of(), null, null),
                new OrgId("org_1"),
                operation,
                identity);
    }
}
