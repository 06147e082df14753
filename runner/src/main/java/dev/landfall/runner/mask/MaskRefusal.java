package dev.landfall.runner.mask;

/**
 * A secret that cannot be masked. Holds its name, never its value.
 *
 * @param name as the job knows it, for example {@code database:password}
 */
public record MaskRefusal(String name, Reason reason) {

    /** Why a value cannot be masked. */
    public enum Reason {
        /** So short that masking it would hide every other word. */
        TOO_SHORT,
        /** Longer than what is held back of a stream at most; its lines are masked, the value as a whole is not. */
        TOO_LONG,
        /** More secrets than one job may have. */
        TOO_MANY
    }

    /** A sentence for the job's log. */
    public String message() {
        return "Secret " + name + " is not masked in the log: "
                + switch (reason) {
                    case TOO_SHORT ->
                        "it has fewer than " + SecretForms.MIN_CHARACTERS + " characters. Use a longer value.";
                    case TOO_LONG ->
                        "it is longer than " + SecretForms.MAX_BYTES
                                + " bytes; only its lines are. Pass such data in a file.";
                    case TOO_MANY -> "a job has at most " + Masker.MAX_SECRETS + " secrets. Use fewer.";
                };
    }
}
