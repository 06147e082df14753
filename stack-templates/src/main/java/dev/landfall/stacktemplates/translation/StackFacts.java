package dev.landfall.stacktemplates.translation;

import dev.landfall.formats.problem.Location;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.stacktemplates.model.ControlPlane;
import dev.landfall.stacktemplates.model.Network;
import dev.landfall.stacktemplates.model.RunnerHost;
import dev.landfall.stacktemplates.model.RunnerOptions;
import dev.landfall.stacktemplates.model.StackName;
import dev.landfall.stacktemplates.model.Target;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a stack needs beyond its app's config: whose install it is, where it goes, and what runs there.
 *
 * @param name of the stack; null takes the name in {@code stack.toml}
 * @param inputs the vendor's values of inputs, for templates; defaults are not filled in
 * @param policyFile path of the customer's policy file as written, relative to where the facts are; null for none
 * @param at where they are written
 */
public record StackFacts(
        @Nullable StackName name,
        String vendor,
        InstallId install,
        String installName,
        ControlPlane controlPlane,
        Target target,
        Network network,
        RunnerHost host,
        RunnerOptions runner,
        SortedMap<String, JsonNode> inputs,
        @Nullable String policyFile,
        SortedMap<String, String> tags,
        Location at) {

    public StackFacts {
        inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
}
