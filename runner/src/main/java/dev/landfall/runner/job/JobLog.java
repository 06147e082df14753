package dev.landfall.runner.job;

import java.io.OutputStream;

/** The attempt's log. Everything is masked before it reaches disk or network. Thread-safe. */
public interface JobLog {

    /** A line of Landfall's own, apart from what the job prints. */
    void notice(String line);

    /** The job's standard output; bytes as they come. Closing it is not needed. */
    OutputStream stdout();

    /** The job's standard error. */
    OutputStream stderr();
}
