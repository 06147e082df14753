package dev.landfall.stacktemplates.model;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A CloudFormation template of the vendor's own that becomes a stack inside of the install's, after the runner and before the call home.
 *
 * @param address as the vendor wrote it, with what is known filled in
 * @param parameters values of the template's own parameters; {@code ${…}} in them names what the install's stack has
 * @param outputs of the template's own, which the call home tells
 */
public record NestedTemplate(
        String name, String address, SortedMap<String, String> parameters, SortedSet<String> outputs, Location at) {

    public NestedTemplate {
        parameters = StackModel.sorted(parameters);
        outputs = Collections.unmodifiableSortedSet(new TreeSet<>(outputs));
    }

    /** For languages other than CloudFormation: notes each of the stack's, since leaving it out would not be noticed. */
    public static void refuse(StackModel model, Problems problems) {
        model.nested()
                .forEach(nested -> problems.add(
                        nested.at(),
                        "The nested stack '" + nested.name()
                                + "' is a template of CloudFormation and can be part of no other language's stack: render with"
                                + " --format cloudformation, or let the sandbox make what is in it."));
    }
}
