package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Names of other things written in configs, to be checked when all of them are known. */
final class Mentions {

    private final Map<Kind, List<Mention>> mentions = new EnumMap<>(Kind.class);

    enum Kind {
        COMPONENT("component"),
        ACTION("action"),
        CONTEXT("Kubernetes context"),
        ROLE("role"),
        RUNBOOK("runbook"),
        BRANCH("branch");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private record Mention(String name, Location at) {}

    void add(String name, Location at) {
        add(Kind.COMPONENT, name, at);
    }

    void addContext(String name, Location at) {
        add(Kind.CONTEXT, name, at);
    }

    /** The name of a role, a template; compared as written. */
    void addRole(ConfigValue role, Location at) {
        add(Kind.ROLE, Role.key(role.value().asString()), at);
    }

    void add(Kind kind, String name, Location at) {
        if (!name.isBlank()) {
            mentions.computeIfAbsent(kind, key -> new ArrayList<>()).add(new Mention(name, at));
        }
    }

    void check(Kind kind, Collection<String> known, Problems problems) {
        for (var mention : mentions.getOrDefault(kind, List.of())) {
            if (!known.contains(mention.name())) {
                problems.add(
                        mention.at(),
                        "The " + kind.word + " '" + mention.name() + "' does not exist"
                                + problems.hint(mention.name(), known));
            }
        }
    }
}
