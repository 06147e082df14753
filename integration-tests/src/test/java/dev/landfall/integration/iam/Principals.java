package dev.landfall.integration.iam;

import java.util.List;
import java.util.Map;

/**
 * Whom a resource's policy is about.
 *
 * @param byKind patterns by kind, {@code AWS} or {@code Service}; {@code *} stands for anybody
 */
record Principals(Map<String, List<String>> byKind) {

    static final Principals NONE = new Principals(Map.of());

    Principals {
        byKind = Map.copyOf(byKind);
    }

    /** How a policy means a caller: each is stronger than the one before. */
    enum Meaning {
        /** Not at all. */
        NOT,
        /** Its whole account, whose own policies then decide. */
        ACCOUNT,
        /** By its own name, or as anybody. */
        ITSELF
    }

    Meaning meaning(Caller caller) {
        var names = byKind.getOrDefault(caller.kind(), List.of());
        if (names.contains("*") || names.contains(caller.arn())) {
            return Meaning.ITSELF;
        }
        boolean account = names.contains(caller.account())
                || names.stream().anyMatch(name -> name.endsWith(":iam::" + caller.account() + ":root"));
        return account ? Meaning.ACCOUNT : Meaning.NOT;
    }
}
