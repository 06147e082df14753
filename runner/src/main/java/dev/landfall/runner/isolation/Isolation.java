package dev.landfall.runner.isolation;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.identity.JobIdentity;
import dev.landfall.protocol.job.JobSpec;
import dev.landfall.runner.job.JobFolders;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which jobs are kept apart, and does it where this machine can. What the machine can is found out when the first job needs
 * it, since it takes some processes. Thread-safe.
 */
public final class Isolation implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Isolation.class);

    /** Which jobs are kept apart. */
    public enum Scope {
        /** Those that have an identity. */
        IDENTITY,
        /** All. */
        ALL
    }

    /** Runners of a machine share it. */
    private static final Path LOCKS = Path.of("/run/landfall-job-users");

    private final Scope scope;
    private final boolean unisolatedAllowed;
    private final Machine machine;
    private final JobUsers users;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Finding finding;

    /**
     * @param unisolatedAllowed whether jobs that should be kept apart run all the same where the machine cannot
     * @param runnerFolder with the runner's own key; closed to everybody else
     * @param workFolder in which workspaces are made
     * @param owner unlike that of all others of the machine: what is set up on the machine is set up in this name
     */
    public Isolation(
            Scope scope, UserRange range, boolean unisolatedAllowed, Path runnerFolder, Path workFolder, String owner) {
        this.scope = scope;
        this.unisolatedAllowed = unisolatedAllowed;
        this.machine = new Machine(new AddressFilter(range, owner), runnerFolder, workFolder);
        this.users = new JobUsers(range, LOCKS);
    }

    /** Why this machine cannot keep jobs apart, and what to do; empty when it can. */
    public Optional<String> obstacle() {
        lock.lock();
        try {
            var known = finding;
            if (known == null) {
                known = new Finding(machine.prepare(users));
                finding = known;
            }
            return known.obstacle();
        } finally {
            lock.unlock();
        }
    }

    /**
     * To be called at the start where every job is to be kept apart.
     *
     * @throws LandfallException INVALID when this machine cannot, and nobody allowed to do without
     */
    public void requireWhereAll() {
        if (scope == Scope.ALL && !unisolatedAllowed) {
            obstacle().ifPresent(reason -> {
                throw LandfallException.invalid(
                        "The runner does not start, because LANDFALL_RUNNER_ISOLATE is 'all' and"
                                + " this machine cannot keep jobs apart: " + reason);
            });
        }
    }

    /** What the log of a job says that should be kept apart and is not. */
    public Optional<String> warning(JobSpec spec) {
        return concerns(spec)
                ? obstacle().map(reason -> "This job is not kept apart from others and from the runner: " + reason)
                : Optional.empty();
    }

    /** Why this job may not run here; empty when it may. */
    public Optional<String> refusal(JobSpec spec) {
        if (!concerns(spec) || unisolatedAllowed) {
            return Optional.empty();
        }
        var what = spec.identity() instanceof JobIdentity.None
                ? "every job is to be kept apart"
                : "it asks for the identity " + spec.identity().subject();
        return obstacle()
                .map(reason -> "The runner refuses the job: " + what + ", and this machine cannot keep jobs apart: "
                        + reason + " Or allow it all the same with 'unisolated = true' in policy.toml.");
    }

    /**
     * Prepares the workspace of an attempt.
     *
     * @throws LandfallException when the machine could keep jobs apart and cannot any more
     */
    public Confinement enter(JobSpec spec, JobFolders workspace) {
        if (!concerns(spec) || obstacle().isPresent()) {
            return Confinement.NONE;
        }
        var held = users.take();
        try {
            return machine.confined(held, workspace);
        } catch (LandfallException e) {
            held.close();
            throw e;
        }
    }

    /** Leaves the machine as it was found, unless processes of jobs are still there, which must not reach what is closed to them. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (users.taken().stream().anyMatch(ProcessesOf::any)) {
                log.atWarn().log("processes of jobs are left; the metadata addresses stay closed to them");
            } else {
                machine.release();
            }
        } catch (LandfallException e) {
            log.atWarn().addKeyValue("reason", e.publicMessage()).log("rules of the packet filter are left");
        } finally {
            lock.unlock();
        }
    }

    private boolean concerns(JobSpec spec) {
        return scope == Scope.ALL || !(spec.identity() instanceof JobIdentity.None);
    }

    /** What came of looking at the machine. */
    private record Finding(Optional<String> obstacle) {}
}
