package dev.landfall.stacktemplates.aws;

/** Text for people, within what AWS takes. */
public final class Words {

    private static final int MAX_DESCRIPTION = 500;

    private Words() {}

    /** One line; parameters take 4,000 characters, and the console shows far fewer. */
    public static String description(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX_DESCRIPTION ? line : line.substring(0, MAX_DESCRIPTION - 1) + "…";
    }

    /** What IAM takes as the description of a role. */
    public static String roleDescription(String text) {
        return description(text).replaceAll("[^\\x20-\\x7e\\xa1-\\xff]", "?");
    }
}
