package dev.landfall.runner.job;

import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.ResultDetail;
import java.util.Optional;

/** A piece of work together with the handler made for it, so that their types need no cast. */
public record HandledWork<W extends JobWork>(JobHandler<W> handler, W work) {

    public void fetch(JobContext context) {
        handler.fetch(work, context);
    }

    public void validate(JobContext context) {
        handler.validate(work, context);
    }

    public void initialise(JobContext context) {
        handler.initialise(work, context);
    }

    public Execution execute(JobContext context) {
        return handler.execute(work, context);
    }

    public Optional<ResultDetail> outputs(JobContext context) {
        return handler.outputs(work, context);
    }

    public void cleanup(JobContext context) {
        handler.cleanup(work, context);
    }
}
