package dev.landfall.stacktemplates.cloudformation;

import java.util.List;

/** The customer's off switch. */
final class SwitchPart {

    static final String PARAMETER = "RunnerEnabled";
    static final String CONDITION = "RunnerOn";

    private SwitchPart() {}

    static void add(Parts stack) {
        var template = stack.template();
        template.parameter(
                template.group("Runner"),
                PARAMETER,
                "Runner",
                Entries.of("Type", "String")
                        .with("Default", "true")
                        .with("AllowedValues", List.of("true", "false"))
                        .with(
                                "Description",
                                "false stops the runner: nothing of the vendor runs here any more, and nothing is"
                                        + " deleted."));
        template.condition(CONDITION, Tag.equal(Tag.ref(PARAMETER), "true"));
    }

    /** How many there are of what runs. */
    static Tag count() {
        return Tag.choose(CONDITION, 1, 0);
    }

    /** The same where AWS takes text. */
    static Tag size() {
        return Tag.choose(CONDITION, "1", "0");
    }
}
