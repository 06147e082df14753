package dev.landfall.stacktemplates.cloudformation;

import java.util.Arrays;
import java.util.List;

/** Policies that the stack itself writes. */
final class Policy {

    private static final String VERSION = "2012-10-17";

    private Policy() {}

    static Entries of(Entries... statements) {
        return Entries.of("Version", VERSION).with("Statement", Arrays.asList(statements));
    }

    static Entries allow(String id, List<String> actions, Object resource) {
        return Entries.of("Sid", id)
                .with("Effect", "Allow")
                .with("Action", actions)
                .with("Resource", resource);
    }

    /** Trust in a service of AWS. */
    static Entries serviceTrust(String service, List<String> actions, Entries condition) {
        var statement = Entries.of("Effect", "Allow")
                .with("Principal", Entries.of("Service", service))
                .with("Action", actions);
        if (!condition.isEmpty()) {
            statement.put("Condition", condition);
        }
        return of(statement);
    }
}
