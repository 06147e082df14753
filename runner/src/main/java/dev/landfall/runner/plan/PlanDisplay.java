package dev.landfall.runner.plan;

import java.util.List;

/**
 * A plan for reading.
 *
 * @param changesSomething whether the JSON names a change of a resource or an output
 * @param summary redacted, one line a change; at most {@value #MAX_SUMMARY_LINES} lines, the last then says how many more
 * @param json redacted, at most {@value #MAX_JSON_BYTES} bytes: a longer one leaves the values out and has
 *     {@code "truncated":true}
 */
public record PlanDisplay(
        boolean changesSomething, int toAdd, int toChange, int toDestroy, List<String> summary, String json) {

    /** A summary lives in a record, which has less than 64 KiB. */
    public static final int MAX_SUMMARY_LINES = 100;

    /** Longer summary lines are cut. */
    public static final int MAX_LINE_CHARACTERS = 300;

    /** A redacted plan is read through an API whose bodies stay under 5 MiB. */
    public static final int MAX_JSON_BYTES = 4 << 20;

    public PlanDisplay {
        summary = List.copyOf(summary);
    }
}
