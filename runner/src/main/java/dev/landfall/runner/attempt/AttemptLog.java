package dev.landfall.runner.attempt;

import dev.landfall.runner.job.JobLog;

/** The whole log of one attempt. Thread-safe. */
public interface AttemptLog extends JobLog {

    /** A program that printed has ended, and so have its last lines. */
    void endLines();

    /** Masks a value from the next byte on; what cannot be masked is said in the log. */
    void mask(String name, String value);

    /** A text with everything masked. */
    String masked(String text);

    /**
     * Ends the log; what is still buffered becomes its last chunk.
     *
     * @return how many chunks there are
     */
    long finish();
}
