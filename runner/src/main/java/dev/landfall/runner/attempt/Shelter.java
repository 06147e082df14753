package dev.landfall.runner.attempt;

import dev.landfall.protocol.job.JobOutcome;
import dev.landfall.protocol.job.JobResult;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.runner.identity.IdentitySession;
import dev.landfall.runner.identity.IdentitySurroundings;
import dev.landfall.runner.isolation.Confinement;
import dev.landfall.runner.job.JobFolders;

/** What is around the processes of one attempt: how they are kept apart, and as whom they appear to clouds. */
record Shelter(Confinement confinement, IdentitySession identity) implements AutoCloseable {

    /**
     * Takes the identity of a spec for what runs inside a confinement.
     *
     * @throws dev.landfall.protocol.error.LandfallException as {@link AttemptIdentities#open}
     */
    static Shelter open(
            AttemptIdentities identities,
            JobSpec spec,
            Confinement confinement,
            JobFolders folders,
            AttemptLog attemptLog) {
        var surroundings = new IdentitySurroundings(
                confinement.handedOver(folders), confinement::isOwn, confinement::give, new Notes(attemptLog));
        return new Shelter(confinement, identities.open(spec, surroundings));
    }

    /** A job that failed while its cloud refused it most likely failed of that. */
    JobResult explained(JobResult result) {
        return identity.trouble()
                .filter(trouble -> result.outcome() == JobOutcome.FAILED)
                .map(trouble -> with(trouble + " " + result.reason(), result))
                .orElse(result);
    }

    @Override
    public void close() {
        identity.close();
    }

    private static JobResult with(String reason, JobResult result) {
        return new JobResult(
                result.outcome(),
                result.exitCode(),
                reason.strip(),
                result.refused(),
                result.phases(),
                result.logChunks(),
                result.detail());
    }

    private record Notes(AttemptLog attemptLog) implements IdentitySurroundings.JobNotes {

        @Override
        public void mask(String name, String value) {
            attemptLog.mask(name, value);
        }

        @Override
        public void notice(String line) {
            attemptLog.notice(line);
        }
    }
}
