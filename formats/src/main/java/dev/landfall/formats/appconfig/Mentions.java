package dev.landfall.formats.appconfig;

import dev.landfall.formats.problem.Location;
import dev.landfall.formats.problem.Nearest;
import dev.landfall.formats.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names of components written in configs, to be checked when all components are known. */
final class Mentions {

    private final List<Mention> mentions = new ArrayList<>();

    private record Mention(String name, Location at) {}

    void add(String name, Location at) {
        mentions.add(new Mention(name, at));
    }

    void check(Collection<String> known, Problems problems) {
        for (var mention : mentions) {
            if (!known.contains(mention.name())) {
                problems.add(
                        mention.at(),
                        "The component '" + mention.name() + "' does not exist" + Nearest.hint(mention.name(), known));
            }
        }
    }
}
