package dev.landfall.runner.job;

/**
 * How a child process ended.
 *
 * @param exitCode as a shell reports it: 128 + signal number for a process that a signal ended
 * @param stdout captured text, masked by nothing; empty when it was not captured. Malformed UTF-8 becomes U+FFFD
 * @param stderr captured text; empty when it was not captured
 */
public record ProcessExit(int exitCode, String stdout, String stderr) {

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The code only: what was captured may be secret. */
    @Override
    public String toString() {
        return "ProcessExit[" + exitCode + "]";
    }
}
