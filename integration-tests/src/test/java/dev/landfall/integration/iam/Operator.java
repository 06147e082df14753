package dev.landfall.integration.iam;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * How a condition compares a request's value with one of its own. A negated operator holds when none of the condition's values
 * fits, and also when the request has no such key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
 *     operators</a>
 */
enum Operator {
    STRING_EQUALS,
    STRING_NOT_EQUALS,
    STRING_EQUALS_IGNORE_CASE,
    STRING_LIKE,
    STRING_NOT_LIKE,
    ARN_EQUALS,
    ARN_LIKE,
    ARN_NOT_LIKE,
    BOOL,
    NUMERIC_LESS_THAN,
    NUMERIC_LESS_THAN_EQUALS,
    DATE_LESS_THAN,
    DATE_GREATER_THAN;

    /**
     * @throws IllegalArgumentException for one that the evaluator does not know: a test must not guess
     */
    static Operator of(String name) {
        var constant = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        for (var operator : values()) {
            if (operator.name().equals(constant)) {
                return operator;
            }
        }
        throw new IllegalArgumentException("The evaluator does not know the condition operator '" + name + "'.");
    }

    boolean negated() {
        return this == STRING_NOT_EQUALS || this == STRING_NOT_LIKE || this == ARN_NOT_LIKE;
    }

    /** Whether a value of the request is as the condition's own says; a negated operator is asked what must not be. */
    boolean fits(String own, String given) {
        return switch (this) {
            case STRING_EQUALS, STRING_NOT_EQUALS -> own.equals(given);
            case STRING_EQUALS_IGNORE_CASE, BOOL -> own.equalsIgnoreCase(given);
            case STRING_LIKE, STRING_NOT_LIKE -> Glob.matches(own, given);
            case ARN_EQUALS, ARN_LIKE, ARN_NOT_LIKE -> Arn.matches(own, given);
            case NUMERIC_LESS_THAN -> number(given).compareTo(number(own)) < 0;
            case NUMERIC_LESS_THAN_EQUALS -> number(given).compareTo(number(own)) <= 0;
            case DATE_LESS_THAN -> instant(given).isBefore(instant(own));
            case DATE_GREATER_THAN -> instant(given).isAfter(instant(own));
        };
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("A date of a condition is not '" + text + "'.", e);
        }
    }
}
