package dev.landfall.stacktemplates.cloudformation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A function of CloudFormation, in its short form.
 *
 * @param name with its exclamation mark
 */
record Tag(String name, Object value) {

    static final Tag NO_VALUE = ref("AWS::NoValue");

    private static final Pattern FOREIGN = Pattern.compile("\\$\\{(?!AWS::(?:AccountId|Region|Partition)\\})");

    static Tag ref(String name) {
        return new Tag("!Ref", name);
    }

    static Tag attribute(String resource, String name) {
        return new Tag("!GetAtt", resource + "." + name);
    }

    /** {@code ${Name}} and {@code ${AWS::…}} are filled in. */
    static Tag sub(String text) {
        return new Tag("!Sub", text);
    }

    static Tag choose(String condition, Object then, Object otherwise) {
        return new Tag("!If", List.of(condition, then, otherwise));
    }

    static Tag join(String separator, Object... parts) {
        return new Tag("!Join", List.of(separator, Arrays.asList(parts)));
    }

    static Tag equal(Object one, Object other) {
        return new Tag("!Equals", List.of(one, other));
    }

    /** Text of the vendor's, in which only account, region and partition are filled in; all else stays as it is written. */
    static Object vendorText(String text) {
        return text.contains("${AWS::") ? sub(FOREIGN.matcher(text).replaceAll("\\${!")) : text;
    }
}
