package dev.landfall.runner.process;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a job's processes carry in their environment, so that they are found again however they detached themselves.
 *
 * @param boot this start of this runner, as {@code <folder>.<start>}: processes of an earlier start are strays
 * @param job id of the job
 * @param attempt from 1
 */
public record JobMark(String boot, String job, int attempt) {

    /** The variable that holds the whole mark, {@code <boot>:<job>:<attempt>}. */
    public static final String VARIABLE = "LANDFALL_JOB_MARK";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    public JobMark {
        if (!FORM.matcher(boot).matches() || !FORM.matcher(job).matches() || attempt < 1) {
            throw new IllegalArgumentException("a mark of " + boot + ", " + job + ", " + attempt);
        }
    }

    /** {@value #VARIABLE} for Landfall, {@code LANDFALL_JOB_ID} and {@code LANDFALL_JOB_ATTEMPT} for the job's own use. */
    public Map<String, String> environment() {
        return Map.of(VARIABLE, value(), "LANDFALL_JOB_ID", job, "LANDFALL_JOB_ATTEMPT", Integer.toString(attempt));
    }

    public String value() {
        return boot + ":" + job + ":" + attempt;
    }

    /** How the mark stands in a process's environment block, with the byte that ends it. */
    byte[] environmentEntry() {
        return (VARIABLE + "=" + value() + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
