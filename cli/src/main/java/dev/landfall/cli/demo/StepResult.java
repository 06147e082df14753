package dev.landfall.cli.demo;

import java.time.Duration;

/**
 * How a step went.
 *
 * @param note why it failed or was not played; empty when it held
 */
public record StepResult(String chapter, String title, Outcome outcome, Duration took, String note) {

    /** How a step ends. */
    public enum Outcome {
        HELD,
        FAILED,
        /** What the chapter needs is not installed. */
        SKIPPED,
        /** An earlier step that it builds on failed. */
        NOT_REACHED
    }
}
