package dev.landfall.runner.job;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The external programs that this runner found when it started, by name: {@code terraform}, {@code tofu}, {@code git}. */
public record RunnerTools(Map<String, Tool> byName) {

    /**
     * @param path absolute
     * @param version as the tool says it, without a leading {@code v}; empty when it could not be read
     */
    public record Tool(Path path, String version) {}

    public RunnerTools {
        byName = Map.copyOf(byName);
    }

    public Optional<Tool> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Versions by name, as a session reports them. */
    public Map<String, String> versions() {
        var versions = new TreeMap<String, String>();
        byName.forEach((name, tool) -> versions.put(name, tool.version()));
        return versions;
    }
}
