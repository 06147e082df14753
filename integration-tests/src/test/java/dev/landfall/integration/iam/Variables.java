package dev.landfall.integration.iam;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Policy variables such as <code>${aws:PrincipalTag/team}</code>: the value of a condition key.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">Policy variables</a>
 */
final class Variables {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    /** Fits nothing, as a variable without a value has the whole statement fit nothing. */
    private static final String NO_VALUE = "\u0000";

    private Variables() {}

    static String fill(String pattern, Request request) {
        return VARIABLE.matcher(pattern).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), request)));
    }

    private static String value(String key, Request request) {
        if (key.equals("*") || key.equals("?") || key.equals("$")) {
            throw new IllegalArgumentException("The evaluator does not know the escape ${" + key + "}.");
        }
        var values = request.values(key);
        return values.size() == 1 ? values.getFirst() : NO_VALUE;
    }
}
