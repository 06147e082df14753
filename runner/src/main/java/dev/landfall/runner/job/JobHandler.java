package dev.landfall.runner.job;

import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.ResultDetail;
import java.util.Optional;

/**
 * Runs one attempt of one kind of job, phase by phase in the order of the methods. A new instance serves each attempt
 * and is used by one thread, so it may keep state between phases.
 *
 * <p>Any phase may end the attempt with a {@link dev.landfall.protocol.error.LandfallException}, whose public message
 * becomes the attempt's reason; later phases are then left out, {@link #cleanup} is not. Long work belongs into child
 * processes ({@link JobContext#run}) or looks at {@link JobContext#cancellation()}.
 */
public interface JobHandler<W extends JobWork> {

    /** Brings source and other inputs into the workspace. */
    void fetch(W work, JobContext context);

    /** Checks what was fetched, before anything runs. */
    void validate(W work, JobContext context);

    /** Prepares tools: {@code terraform init} and the like. */
    void initialise(W work, JobContext context);

    /** Does the work. A command that fails is a value, not an exception. */
    Execution execute(W work, JobContext context);

    /** Reads what the work made; called only after a success of {@link #execute}. */
    Optional<ResultDetail> outputs(W work, JobContext context);

    /** Puts away what must not stay outside the workspace. Always called, on a context that is not cancelled. */
    void cleanup(W work, JobContext context);
}
