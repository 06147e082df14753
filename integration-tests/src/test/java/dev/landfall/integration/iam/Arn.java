package dev.landfall.integration.iam;

/**
 * The parts of an ARN, {@code arn:partition:service:region:account:resource}. As patterns, ARNs are compared part by part, so
 * that a {@code *} never crosses a colon into the next.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">ARNs</a>
 */
final class Arn {

    private static final int PARTS = 6;
    private static final int ACCOUNT = 4;

    private Arn() {}

    static boolean matches(String pattern, String arn) {
        if (pattern.equals("*")) {
            return true;
        }
        var wanted = pattern.split(":", PARTS);
        var given = arn.split(":", PARTS);
        if (wanted.length != PARTS) {
            throw new IllegalArgumentException("The evaluator does not guess what '" + pattern + "' matches.");
        }
        if (given.length != PARTS) {
            return false;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!Glob.matches(wanted[i], given[i])) {
                return false;
            }
        }
        return true;
    }

    /** The account that it names; empty for S3, whose ARNs name none. */
    static String account(String arn) {
        var parts = arn.split(":", PARTS);
        return parts.length == PARTS ? parts[ACCOUNT] : "";
    }
}
