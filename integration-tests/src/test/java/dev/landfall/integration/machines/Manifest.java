package dev.landfall.integration.machines;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One document that a chart renders. */
record Manifest(String yaml, JsonNode content) {

    private static final Pattern BETWEEN = Pattern.compile("(?m)^---$");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static List<Manifest> all(String rendering) {
        return Stream.of(BETWEEN.split(rendering))
                .map(text -> new Manifest(text, read(text)))
                .filter(manifest -> !manifest.content.isEmpty())
                .toList();
    }

    String kind() {
        return content.path("kind").asString("");
    }

    String name() {
        return content.at("/metadata/name").asString("");
    }

    Optional<String> namespace() {
        return content.at("/metadata/namespace").asStringOpt();
    }

    /** Where the API of Kubernetes keeps it. */
    String path() {
        var version = content.path("apiVersion").asString("");
        var group = version.contains("/") ? "/apis/" + version : "/api/" + version;
        var plural = kind().toLowerCase(Locale.ROOT).replaceFirst("y$", "ie") + "s";
        return group + namespace().map("/namespaces/%s"::formatted).orElse("") + "/" + plural + "/" + name();
    }

    private static JsonNode read(String yaml) {
        var value = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return JSON.valueToTree(value == null ? Map.of() : value);
    }
}
