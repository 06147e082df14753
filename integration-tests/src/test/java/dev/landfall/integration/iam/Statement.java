package dev.landfall.integration.iam;

import java.util.List;
import java.util.Locale;

/**
 * One statement of a policy.
 *
 * @param id {@code Sid}, or its place
 */
record Statement(
        String id, Effect effect, Principals principals, Names actions, Names resources, List<Condition> conditions) {

    Statement {
        conditions = List.copyOf(conditions);
    }

    /** Whether it is about the request, whoever asks. */
    boolean covers(Request request) {
        return actions.include(request.action(), Statement::sameAction)
                && resources.include(request.resource(), (pattern, arn) -> Arn.matches(filled(pattern, request), arn))
                && conditions.stream().allMatch(condition -> condition.holds(request));
    }

    private static String filled(String pattern, Request request) {
        return Variables.fill(pattern, request);
    }

    private static boolean sameAction(String pattern, String action) {
        return Glob.matches(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT));
    }
}
