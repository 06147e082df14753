package dev.landfall.runner.job;

import dev.landfall.protocol.job.JobWork;

/** Makes the handler of an attempt: one switch over the sealed kinds of work. Thread-safe. */
@FunctionalInterface
public interface JobHandlers {

    /** A fresh handler, bound to its work. */
    HandledWork<?> handlerFor(JobWork work);
}
