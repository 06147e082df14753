package dev.landfall.formats.iam;

import dev.landfall.formats.problem.Problems;
import dev.landfall.formats.template.Places;

/** Checks IAM policy documents that a role is to have, with templates in their texts. */
public final class PolicyDocuments {

    /** Longer than IAM takes even with white space and templates in it: its size is told, and what stands in it is not gone through. */
    private static final int MAX_LENGTH = 100_000;

    private PolicyDocuments() {}

    /**
     * Adds what is wrong with a policy of a role: it is no JSON, lacks what IAM wants, or names what does not exist. Its {@link #size} is
     * the caller's to check; of a document beyond all sizes nothing else is told.
     *
     * @param places of the document's characters
     * @param allowsAllActions the writer said that allowing every action is meant
     */
    public static void check(String document, Places places, boolean allowsAllActions, Problems problems) {
        if (size(document) > MAX_LENGTH) {
            return;
        }
        TemplatedJson.read(document, places, problems)
                .ifPresent(tree -> new PolicyCheck(document, places, allowsAllActions, problems).check(tree));
    }

    /** As {@link #check}, for a boundary: it grants nothing, so it may allow every action. */
    public static void checkBoundary(String document, Places places, Problems problems) {
        check(document, places, true, problems);
    }

    /** Characters that IAM counts: all but white space. */
    public static int size(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }
}
