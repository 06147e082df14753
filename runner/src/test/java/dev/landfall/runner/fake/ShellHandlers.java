package dev.landfall.runner.fake;

import dev.landfall.protocol.job.CiWork;
import dev.landfall.protocol.job.JobWork;
import dev.landfall.protocol.job.ResultDetail;
import dev.landfall.runner.job.Command;
import dev.landfall.runner.job.Execution;
import dev.landfall.runner.job.HandledWork;
import dev.landfall.runner.job.JobContext;
import dev.landfall.runner.job.JobHandler;
import dev.landfall.runner.job.JobHandlers;
import java.util.Optional;

/** Runs the command of CI work by the shell and does nothing else. */
public final class ShellHandlers implements JobHandlers {

    @Override
    public HandledWork<?> handlerFor(JobWork work) {
        return new HandledWork<>(new ShellHandler(), (CiWork) work);
    }

    private static final class ShellHandler implements JobHandler<CiWork> {

        @Override
        public void fetch(CiWork work, JobContext context) {}

        @Override
        public void validate(CiWork work, JobContext context) {}

        @Override
        public void initialise(CiWork work, JobContext context) {}

        @Override
        public Execution execute(CiWork work, JobContext context) {
            if (work.command().equals("fail unexpectedly")) {
                throw new IllegalStateException("a defect");
            }
            var command = Command.of("sh", "-c", work.command())
                    .withEnv(context.secrets().resolve(work.env()));
            var exit = context.run(command);
            return exit.succeeded() ? Execution.succeeded() : Execution.failed(exit.exitCode(), "It failed.");
        }

        @Override
        public Optional<ResultDetail> outputs(CiWork work, JobContext context) {
            return Optional.empty();
        }

        @Override
        public void cleanup(CiWork work, JobContext context) {
            context.cancellation().check();
        }
    }
}
